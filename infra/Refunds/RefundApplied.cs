using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Infra.Refunds;

/// <summary>What became of evidence about a refund.</summary>
/// <param name="Order">The order afterwards; null with <see cref="ApplyOutcome.UnknownOrder"/> only.</param>
/// <param name="Refund">The refund afterwards; null where we never asked for one of that id.</param>
/// <param name="Refusal">Why it was not applied, or why what was applied is also shown to an operator.</param>
public sealed record RefundApplied(ApplyOutcome Outcome, Order? Order, Refund? Refund, Refusal? Refusal);

/// <summary>What became of a merchant's request for a refund.</summary>
/// <param name="Outcome">Moved: reserved. Repeat: it was there. Refused: <paramref name="Broken"/> says by which
/// rule.</param>
/// <param name="Order">The order as it stands; null with <see cref="ApplyOutcome.UnknownOrder"/> only.</param>
public sealed record RefundReserved(ApplyOutcome Outcome, Order? Order, Refund? Refund, RefundRule? Broken);

/// <summary>An order with one refund of it, and their versions.</summary>
public sealed record RefundOfOrder(StoredOrder Order, StoredRefund Refund)
{
    /// <summary>The order as its provider knows the payment that goes back.</summary>
    public Order Through => Refund.Refund.Through(Order.Order);
}
