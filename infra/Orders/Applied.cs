using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.Orders;

/// <summary>How evidence was taken.</summary>
public enum ApplyOutcome
{
    /// <summary>It moved the order, or booked money on it.</summary>
    Moved,

    /// <summary>It was known: the evidence itself, or what it says. Nothing changed.</summary>
    Repeat,

    /// <summary>The order's state does not allow it, and no money is at stake.</summary>
    Refused,

    /// <summary>It contradicts the order, and is kept for an operator.</summary>
    Quarantined,

    /// <summary>There is no such order. What a provider says of it is kept for an operator.</summary>
    UnknownOrder,

    /// <summary>Others kept winning the race for the order: nothing was written, come again.</summary>
    Contended,
}

/// <summary>What became of evidence.</summary>
/// <param name="Stored">The order afterwards; null with <see cref="ApplyOutcome.UnknownOrder"/> only.
/// With a repeated notification it may be as old as the read that the call began with.</param>
/// <param name="From">Where the order stood before; with <see cref="ApplyOutcome.Moved"/> only.</param>
/// <param name="Refusal">Why it was not applied, or why what was applied is also shown to an operator (late
/// money).</param>
/// <param name="Refund">The refund that sends stray money back, written with the move or before: it has to be set on its
/// way. Null: no money came that nobody can use.</param>
public sealed record Applied(
    ApplyOutcome Outcome, StoredOrder? Stored, OrderState? From, Refusal? Refusal, Refund? Refund = null)
{
    public Order? Order => Stored?.Order;
}
