using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Core.Reversals;

/// <summary>Takes a request for a reversal: from then on nothing else may take the order's money.</summary>
/// <remarks>Pure. An unpaid order is closing from here on; a paid one stays paid until its provider says that the money is
/// back.</remarks>
public static class ReversalDecision
{
    /// <summary>The id of the request's evidence: one of each sequence.</summary>
    public static string EvidenceId(Order order) => $"reverse-{Next(order)}";

    /// <param name="asked"><see cref="OrderEvent.ReversalRequested"/>, its reason as the code.</param>
    /// <param name="until">Until when a payment of that time can be reversed.</param>
    public static OrderChange Decide(
        Order order, Evidence asked, Func<DateTimeOffset, DateTimeOffset> until)
    {
        if (asked is not { Event: OrderEvent.ReversalRequested, Code: { } reason })
            throw new ArgumentException("A reversal is asked for with its reason.", nameof(asked));
        var step = OrderMachine.Decide(order.State, asked.Event);
        if (order.IsBeingReversed || step.Verdict == Verdict.Repeat)
            return new(Verdict.Repeat, order, [], Consequence.None, null);
        if (step.Verdict != Verdict.Moved || BrokenRule(order, asked.At, until) is not null)
            return new(Verdict.Refused, order, [], Consequence.None, new(RefusalReason.OtherState, "state"));

        var asking = order with
        {
            State = step.To,
            Payer = null,
            Reversal = new(Next(order), reason, asked.At),
        };
        var told = Announcement.Of(order, asking, asked.At);
        return new(Verdict.Moved, told.Order, [], step.Then, null) { Messages = told.Messages };
    }

    /// <summary>The rule by which it is refused; null: by none.</summary>
    public static ReversalRule? BrokenRule(
        Order order, DateTimeOffset now, Func<DateTimeOffset, DateTimeOffset> until) =>
        ReversalRules.Broken(order, order.PaidAt is { } paidAt && !order.Paid.IsZero ? until(paidAt) : null, now);

    /// <summary>The order with its reversal where that has ended by what was just heard.</summary>
    internal static Order Settle(Order order, Evidence heard)
    {
        if (order.Reversal is not { State: ReversalState.Requested } reversal) return order;
        if (heard.Event == OrderEvent.ReversalRefused)
            return order with { Reversal = reversal with { State = ReversalState.Refused, Code = heard.Code } };
        var ended = order.State is OrderState.Revoked or OrderState.Closed or OrderState.Failed;
        return ended ? order with { Reversal = reversal with { State = ReversalState.Done } } : order;
    }

    private static int Next(Order order) => (order.Reversal?.Sequence ?? 0) + 1;
}
