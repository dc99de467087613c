using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Functions;

/// <summary>A provider that reverses, and answers each question as told.</summary>
internal sealed class ScriptedReversals : IPaymentProvider, IReversingProvider
{
    public string Channel => "wechatpay";

    public string? TenantOf(string merchantId) => "default";

    public Queue<ProviderAnswer> Queries { get; } = new();

    public ProviderAnswer Reverse { get; set; } = new(ProviderOutcome.Unknown);

    public List<string> Asked { get; } = [];

    public DateTimeOffset ReversibleUntil(DateTimeOffset paidAt) => paidAt.AddDays(1);

    public Task<ProviderAnswer> ReverseAsync(Order order, CancellationToken cancellation) => Answer("reverse", Reverse);

    public Task<ProviderAnswer> QueryReversalAsync(Order order, CancellationToken cancellation) =>
        Answer("query", Queries.Dequeue());

    public Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation) => throw NotAsked();

    public Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation) => throw NotAsked();

    public Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation) => throw NotAsked();

    public Task<RefundAnswer> RefundAsync(Order order, Refund refund, CancellationToken cancellation) => throw NotAsked();

    public Task<RefundAnswer> QueryRefundAsync(Order order, Refund refund, CancellationToken cancellation) =>
        throw NotAsked();

    private static InvalidOperationException NotAsked() => new("A reversal asks nothing else.");

    private Task<ProviderAnswer> Answer(string asked, ProviderAnswer answer)
    {
        Asked.Add(asked);
        return Task.FromResult(answer);
    }
}
