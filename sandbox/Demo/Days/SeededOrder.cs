using PayFunctions.Core;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Reversals;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>An order of a seeded day, made by the app's own decisions, with what they posted.</summary>
internal sealed record SeededOrder(Order Order, IReadOnlyList<Posting> Postings, IReadOnlyList<Refund> Refunds)
{
    public static SeededOrder Awaiting(
        string tenant, string channel, string merchantId, string orderId, long fen, DateTimeOffset at)
    {
        var zero = Money.Zero(Currency.Cny);
        var order = new Order
        {
            Key = new(tenant, orderId),
            Channel = channel,
            Method = "native",
            MerchantId = merchantId,
            Description = "A pot of tea",
            Total = new(fen, Currency.Cny),
            CreatedAt = at.AddMinutes(-1),
            ExpiresAt = at.AddMinutes(29),
            Paid = zero,
            Refunded = zero,
            RefundReserved = zero,
            Shared = zero,
            ShareReserved = zero,
            State = OrderState.AwaitingPayment,
        };
        return new(order, [], []);
    }

    /// <summary>Its payer has paid.</summary>
    public SeededOrder Paid(string transactionId, DateTimeOffset at) => After(EvidenceDecision.Decide(
        Order, Says(OrderEvent.PaymentSucceeded, "query-1", at) with { Total = Order.Total, TransactionId = transactionId }));

    /// <summary>It ended unpaid.</summary>
    public SeededOrder Closed(DateTimeOffset at) =>
        After(EvidenceDecision.Decide(Order, Says(OrderEvent.ClosedAtProvider, "close-1", at)));

    /// <summary>All of it was taken back at once.</summary>
    public SeededOrder Reversed(DateTimeOffset at)
    {
        var asked = Says(OrderEvent.ReversalRequested, "reverse-1", at) with { Source = EvidenceSource.Merchant, Code = "wrong pot" };
        return After(ReversalDecision.Decide(Order, asked, _ => at)).Back(at);
    }

    /// <summary>A part of it is on its way back, and nobody has said yet that it arrived.</summary>
    public SeededOrder Refunding(string refundId, long fen, string providerRefundId, DateTimeOffset at)
    {
        var asked = RefundReservation.Decide(
            Order, null, new(refundId, new(fen, Currency.Cny), null, RefundCause.MerchantRequest), at);
        var accepted = RefundDecision.Decide(asked.Order, asked.Refund!, Says(asked.Refund!, RefundEvent.Accepted, providerRefundId, at));
        return new(accepted.Order, Postings, [.. Refunds, accepted.Refund]);
    }

    /// <summary>A part of it has gone back.</summary>
    public SeededOrder Refunded(string refundId, long fen, string providerRefundId, DateTimeOffset at)
    {
        var under = Refunding(refundId, fen, providerRefundId, at);
        var done = RefundDecision.Decide(
            under.Order, under.Refunds[^1], Says(under.Refunds[^1], RefundEvent.Succeeded, providerRefundId, at));
        return new(done.Order, [.. Postings, .. done.Postings], [.. Refunds, done.Refund]);
    }

    private SeededOrder Back(DateTimeOffset at) =>
        After(EvidenceDecision.Decide(Order, Says(OrderEvent.PaymentRevoked, "reversed-1", at)));

    private Evidence Says(OrderEvent happened, string id, DateTimeOffset at) => new()
    {
        Source = EvidenceSource.Answer,
        Id = id,
        Event = happened,
        At = at,
        Attempt = Order.Attempt,
        Provider = Order.Channel,
        MerchantId = Order.MerchantId,
        TransactionId = Order.TransactionId,
    };

    private RefundEvidence Says(Refund refund, RefundEvent happened, string providerRefundId, DateTimeOffset at) => new()
    {
        Source = EvidenceSource.Answer,
        Id = $"{happened}-{refund.Id}",
        RefundId = refund.Id,
        Event = happened,
        At = at,
        Provider = Order.Channel,
        MerchantId = Order.MerchantId,
        TransactionId = refund.TransactionId,
        ProviderRefundId = providerRefundId,
        Amount = refund.Amount,
        Total = Order.Total,
    };

    private SeededOrder After(OrderChange change) => change.Verdict == Verdict.Moved
        ? this with { Order = change.Order, Postings = [.. Postings, .. change.Postings] }
        : throw new InvalidOperationException($"The day can't be seeded: {change.Refusal}.");
}
