using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Refunds;

/// <summary>Takes a merchant's request for a refund: its amount is set apart on the order in the same step.</summary>
/// <remarks>Pure. Whatever comes at once, refunded and reserved together never exceed what was paid.</remarks>
public static class RefundReservation
{
    /// <param name="known">The refund of that id, where there is one.</param>
    /// <param name="now">Kept to the millisecond.</param>
    public static RefundAsked Decide(Order order, Refund? known, NewRefund asked, DateTimeOffset now)
    {
        if (known is not null)
        {
            return known.AsksTheSameAs(asked)
                ? new(Verdict.Repeat, order, known, null)
                : new(Verdict.Refused, order, known, RefundRule.OneRefundAnId);
        }

        if (Broken(order, asked) is { } rule) return new(Verdict.Refused, order, null, rule);
        var refund = new Refund
        {
            Id = asked.Id,
            Amount = asked.Amount,
            Reason = asked.Reason,
            Cause = asked.Cause,
            TransactionId = order.TransactionId!,
            Attempt = order.Attempt,
            RequestedAt = Floor(now),
        };
        return new(
            Verdict.Moved, order with { RefundReserved = order.RefundReserved + asked.Amount }, refund, null);
    }

    private static RefundRule? Broken(Order order, NewRefund asked)
    {
        if (order.Paid.IsZero || order.TransactionId is null) return RefundRule.PaidOrder;
        if (order.IsBeingReversed) return RefundRule.NotBeingReversed;
        if (order.TopUp is not null && asked.Cause != RefundCause.TopUpFailed) return RefundRule.NotOnAWallet;
        if (asked.Amount.Currency != order.Paid.Currency) return RefundRule.SameCurrency;
        return asked.Amount > order.Refundable ? RefundRule.WithinRest : null;
    }

    private static DateTimeOffset Floor(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
}
