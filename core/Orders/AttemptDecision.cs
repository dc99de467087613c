namespace PayFunctions.Core.Orders;

/// <summary>What evidence makes of the attempts beside the one on an order's face.</summary>
/// <remarks>Pure. Their payments are <see cref="EvidenceDecision"/>'s: the first wins the order, any other goes
/// back.</remarks>
internal static class AttemptDecision
{
    /// <summary>Why the router's word does not hold any more; null: it does, or it is not the router's.</summary>
    public static Refusal? Refuses(Order order, Evidence evidence)
    {
        if (evidence.Event != OrderEvent.Rerouted) return null;
        return evidence.Attempt != order.Attempt || evidence.Next is not { } next
            || !AttemptNumber.Fits(order.Key.OrderId, next.Number)
            || order.Others.Append(order.Face).Any(one => one.Number >= next.Number)
                ? new(RefusalReason.UnknownAttempt, "attempt")
                : null;
    }

    /// <summary>What the provider of an attempt that was left says of it, but for its payment.</summary>
    public static OrderChange OfOther(Order order, Evidence evidence)
    {
        var other = order.Others.First(one => one.Number == evidence.Attempt);
        switch (evidence.Event)
        {
            case OrderEvent.PrepayAccepted or OrderEvent.PrepayRefused:
                // It comes too late: nobody is given that offer.
                return Kept(order, Verdict.Refused, new(RefusalReason.UnknownAttempt, "attempt"));
            case OrderEvent.PaymentFailed or OrderEvent.ClosedAtProvider:
                return other.IsClosed
                    ? new(Verdict.Repeat, order, [], Consequence.None, null)
                    : new(Verdict.Moved, order.WithClosed(other), [], Consequence.None, null);
            case OrderEvent.PaymentRevoked or OrderEvent.RefundedInPart or OrderEvent.RefundedInFull
                or OrderEvent.RefundReversed:
                return OfMoney(order, other, evidence);
            case OrderEvent.CloseRequested or OrderEvent.Expired or OrderEvent.Rerouted or OrderEvent.AdjustedByBill
                or OrderEvent.ReversalRequested or OrderEvent.ReversalRefused:
                return Kept(order, Verdict.Refused, new(RefusalReason.NotTheirsToSay, "source"));
            case OrderEvent.PaymentSucceeded:
            default:
                throw new ArgumentOutOfRangeException(nameof(evidence), evidence.Event, "Not for an attempt that was left.");
        }
    }

    /// <summary>
    /// A second payment's way back is told by its own refund; its trade can't be paid any more. Of money that we never
    /// heard of, a reversal says that none is there, and anything else contradicts our books.
    /// </summary>
    private static OrderChange OfMoney(Order order, OrderAttempt other, Evidence evidence)
    {
        var isKnown = evidence.TransactionId is { } transaction && order.HasSecond(transaction);
        var isNothing = evidence.Event == OrderEvent.PaymentRevoked && order.SecondTransactions is null;
        if (!isKnown && !isNothing)
            return Kept(order, Verdict.Quarantined, new(RefusalReason.OtherState, "state"));
        return other.IsClosed || evidence.Event == OrderEvent.RefundReversed
            ? new(Verdict.Repeat, order, [], Consequence.None, null)
            : new(Verdict.Moved, order.WithClosed(other), [], Consequence.None, null);
    }

    private static OrderChange Kept(Order order, Verdict verdict, Refusal refusal) =>
        new(verdict, order, [], Consequence.None, refusal);
}
