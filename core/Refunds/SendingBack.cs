using PayFunctions.Core.Orders;
using PayFunctions.Core.Reversals;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Core.Refunds;

/// <summary>An operator's decision to send a payment back in full that contradicts its order.</summary>
/// <remarks>Pure. Its provider has just been asked: what the evidence says is what the provider says now.</remarks>
public static class SendingBack
{
    /// <param name="evidence">The payment, by an operator's word: its transaction and its own amount.</param>
    /// <returns>Moved: booked in suspense, with its refund. Repeat: it goes back already. Refused: it is the order's own
    /// payment, which a merchant's refund sends back.</returns>
    public static OrderChange Decide(Order order, Evidence evidence)
    {
        if (evidence is not { Source: EvidenceSource.Operator, TransactionId: { } transaction, Total: { } amount }
            || amount.Currency != order.Total.Currency || amount.MinorUnits <= 0)
            throw new ArgumentException("An operator sends back a payment by its number and amount.", nameof(evidence));
        var refund = RefundDecision.OfPayment(
            RefundCause.QuarantinedPayment, amount, transaction, evidence.At, attempt: evidence.Attempt);
        if (order.HasSecond(transaction))
            return new(Verdict.Repeat, order, [], Consequence.RefundInFull, null, refund);
        if (order.TransactionId == transaction)
            return new(Verdict.Refused, order, [], Consequence.None, new(RefusalReason.OtherState, "transactionId"));

        var posting = OrderPostings.QuarantinedPayment(refund.Through(order), amount, evidence.At);
        var booked = order.WithSecond(transaction) with { Postings = posting.Sequence, State = Ended(order.State) };
        var told = Announcement.Of(order, ReversalDecision.Settle(booked, evidence), evidence.At);
        return new(Verdict.Moved, told.Order, [posting], Consequence.RefundInFull, null, refund)
        {
            Messages = told.Messages,
        };
    }

    /// <summary>
    /// What was paid wrongly can't be paid again at its provider: an order that waited for it has ended unpaid.
    /// </summary>
    private static OrderState Ended(OrderState state) => state switch
    {
        OrderState.Created or OrderState.AwaitingPayment or OrderState.Closing => OrderState.Closed,
        OrderState.Closed or OrderState.Paid or OrderState.PartiallyRefunded or OrderState.Refunded => state,
        OrderState.Failed or OrderState.Revoked => state,
    };
}
