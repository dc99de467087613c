using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Functions;

/// <summary>A provider that answers as told, and remembers what it was asked.</summary>
internal sealed class ScriptedProvider : IPaymentProvider
{
    public string Channel { get; init; } = "wechatpay";

    public string? TenantOf(string merchantId) => "default";

    public ProviderAnswer Prepay { get; set; } = new(ProviderOutcome.Unknown);

    public ProviderAnswer Query { get; set; } = new(ProviderOutcome.Nothing);

    public ProviderAnswer Close { get; set; } = new(ProviderOutcome.Unknown);

    public RefundAnswer Refund { get; set; } = new(ProviderOutcome.Unknown);

    public RefundAnswer QueryRefund { get; set; } = new(ProviderOutcome.Nothing);

    public List<string> Asked { get; } = [];

    public Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation) => Answer("prepay", Prepay);

    public Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation) => Answer("query", Query);

    public Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation) => Answer("close", Close);

    public Task<RefundAnswer> RefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        Answer("refund", Refund);

    public Task<RefundAnswer> QueryRefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        Answer("query-refund", QueryRefund);

    private Task<T> Answer<T>(string asked, T answer)
    {
        Asked.Add(asked);
        return Task.FromResult(answer);
    }
}
