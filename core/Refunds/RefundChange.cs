using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Core.Refunds;

/// <summary>What evidence makes of a refund and of its order.</summary>
/// <param name="Order">The order afterwards; the very order that was given where it does not change.</param>
/// <param name="Refund">The refund afterwards; the very refund that was given unless the verdict is
/// <see cref="Verdict.Moved"/>.</param>
/// <param name="Postings">The ledger's share; empty unless money moved.</param>
/// <param name="Refusal">Why not, with <see cref="Verdict.Refused"/> and <see cref="Verdict.Quarantined"/>; with
/// <see cref="Verdict.Moved"/>, why an operator has to look at it all the same.</param>
public sealed record RefundChange(
    Verdict Verdict, Order Order, Refund Refund, IReadOnlyList<Posting> Postings, Refusal? Refusal)
{
    /// <summary>What the merchant is to be told: it is written down with the move itself.</summary>
    public IReadOnlyList<OutboxMessage> Messages { get; init; } = [];
}
