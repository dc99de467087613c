using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Core.Splits;

/// <summary>What evidence makes of a split and of its order.</summary>
/// <param name="Order">The order afterwards; the very order that was given where it does not change.</param>
/// <param name="Split">The split afterwards; the very split that was given unless the verdict is
/// <see cref="Verdict.Moved"/>.</param>
/// <param name="Postings">The ledger's share; empty unless money moved.</param>
/// <param name="Refusal">Why not, with <see cref="Verdict.Refused"/> and <see cref="Verdict.Quarantined"/>.</param>
public sealed record SplitChange(
    Verdict Verdict, Order Order, Split Split, IReadOnlyList<Posting> Postings, Refusal? Refusal)
{
    /// <summary>What the merchant is told of it, in order; empty unless something moved.</summary>
    public IReadOnlyList<OutboxMessage> Messages { get; init; } = [];
}
