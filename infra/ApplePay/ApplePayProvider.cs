using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.ApplePay;

/// <summary>Apple Pay as a channel of orders: a token pays, and the acquirer says what became of it.</summary>
public sealed class ApplePayProvider(IAcquirer acquirer, ApplePayMerchants merchants, TimeProvider clock)
    : IPaymentProvider
{
    public const string Name = "applepay";

    private static readonly Task<RefundAnswer> NoRefunds =
        Task.FromResult(new RefundAnswer(ProviderOutcome.Refused, Code: "refund-at-the-acquirer"));

    public string Channel => Name;

    public string? TenantOf(string merchantId) => merchants.TenantOf(merchantId);

    /// <summary>Nothing is asked of anybody: the order waits for a token.</summary>
    public Task<ProviderAnswer> PrepayAsync(Order order, CancellationToken cancellation) =>
        Task.FromResult(ProviderAnswer.Says(Says(order, $"prepay-{order.Attempt}", OrderEvent.PrepayAccepted)) with
        {
            WasCalled = false,
        });

    public async Task<ProviderAnswer> QueryAsync(Order order, CancellationToken cancellation) =>
        AnswerOf(order, await acquirer.QueryAsync(order, cancellation));

    public async Task<ProviderAnswer> CloseAsync(Order order, CancellationToken cancellation) =>
        AnswerOf(order, await acquirer.CloseAsync(order, cancellation));

    public Task<RefundAnswer> RefundAsync(Order order, Refund refund, CancellationToken cancellation) => NoRefunds;

    public Task<RefundAnswer> QueryRefundAsync(Order order, Refund refund, CancellationToken cancellation) => NoRefunds;

    /// <summary>Hands a token on. It says the same as a query would.</summary>
    public async Task<ProviderAnswer> PayAsync(Order order, NetworkToken token, CancellationToken cancellation) =>
        AnswerOf(order, await acquirer.AuthorizeAsync(order, token, cancellation));

    /// <remarks>Declined is no end: the payer may try another card while the order lives.</remarks>
    private ProviderAnswer AnswerOf(Order order, AcquirerAnswer answer) => answer.Outcome switch
    {
        AcquirerOutcome.Approved => ProviderAnswer.Says(
            Says(order, $"paid-{answer.TransactionId}", OrderEvent.PaymentSucceeded) with
            {
                Total = order.Total,
                TransactionId = answer.TransactionId,
            }),
        AcquirerOutcome.Declined => new(ProviderOutcome.Nothing, Code: answer.Code ?? "declined"),
        AcquirerOutcome.Closed => ProviderAnswer.Says(
            Says(order, $"close-{order.Attempt}", OrderEvent.ClosedAtProvider)),
        AcquirerOutcome.NotFound => new(ProviderOutcome.NotFound, Code: answer.Code),
        AcquirerOutcome.NotSent => new(ProviderOutcome.NotSent, Code: answer.Code),
        AcquirerOutcome.Unknown => new(ProviderOutcome.Unknown, Code: answer.Code),
    };

    private Evidence Says(Order order, string id, OrderEvent happened) => new()
    {
        Source = EvidenceSource.Answer,
        Id = id,
        Event = happened,
        At = clock.GetUtcNow(),
        Attempt = order.Attempt,
        Provider = Name,
        MerchantId = order.MerchantId,
    };
}
