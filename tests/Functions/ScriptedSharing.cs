using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Functions;

/// <summary>A provider that answers about splits as told, and remembers what it was asked.</summary>
internal sealed class ScriptedSharing : IPaymentProvider, ISharingProvider
{
    private readonly ScriptedProvider _payments = new();

    public string Channel => _payments.Channel;

    public SplitAnswer Sent { get; set; } = new(ProviderOutcome.Unknown);

    public SplitAnswer Queried { get; set; } = new(ProviderOutcome.Nothing);

    public List<string> Calls { get; } = [];

    public string? TenantOf(string merchantId) => _payments.TenantOf(merchantId);

    public Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation) =>
        _payments.PrepayAsync(order, cancellation);

    public Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation) =>
        _payments.QueryAsync(order, cancellation);

    public Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation) =>
        _payments.CloseAsync(order, cancellation);

    public Task<RefundAnswer> RefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        _payments.RefundAsync(order, refund, cancellation);

    public Task<RefundAnswer> QueryRefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        _payments.QueryRefundAsync(order, refund, cancellation);

    public bool IsReceiver(Order order, string account) => true;

    public Task<SplitAnswer> SplitAsync(Order order, Split split, CancellationToken cancellation) => Answer("split", Sent);

    public Task<SplitAnswer> QuerySplitAsync(Order order, Split split, CancellationToken cancellation) =>
        Answer("query", Queried);

    public Task<SplitAnswer> ReturnShareAsync(
        Order order, Split split, ShareReturn given, CancellationToken cancellation) => Answer("return", Sent);

    public Task<SplitAnswer> QueryReturnAsync(
        Order order, Split split, ShareReturn given, CancellationToken cancellation) => Answer("query-return", Queried);

    private Task<SplitAnswer> Answer(string call, SplitAnswer answer)
    {
        Calls.Add(call);
        return Task.FromResult(answer);
    }
}
