using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>One line of the repair policy: which differences it is for, and what is done about them.</summary>
/// <param name="Kind">The kind of difference.</param>
/// <param name="Movement">The kind of movement; null: any.</param>
/// <param name="Apart">By how much the amounts may differ, in minor units; null: by any.</param>
/// <param name="Automatic">Whether it needs no person, within the limits of the run.</param>
/// <param name="Why">The rule in words, for the plan that people read.</param>
public sealed record RepairRule(
    DifferenceKind Kind, MovementKind? Movement, long? Apart, RepairAction Action, bool Automatic, string Why)
{
    internal bool IsFor(DifferenceRow difference) =>
        difference.Kind == Kind
        && (difference.Books == ComparedBooks.LedgerAndBill || Action == RepairAction.Accept) // No order has those numbers.
        && (Movement is null || difference.First.Kind == Movement)
        && (Apart is null || Math.Abs(Money(difference)) <= Apart);

    /// <summary>What is at stake: what the sides differ by, or what one of them has alone.</summary>
    internal static long Money(DifferenceRow difference) =>
        difference.There.Sum(row => row.Amount) - difference.Here.Sum(row => row.Amount);
}
