using PayFunctions.Core.Ledger;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Core.Orders;

/// <summary>What evidence makes of an order.</summary>
/// <param name="Order">The order afterwards; the very order that was given unless the verdict is
/// <see cref="Verdict.Moved"/>.</param>
/// <param name="Postings">The ledger's share; empty unless money moved.</param>
/// <param name="Then">What must follow. A repeat of late money names it again, since the first hearing may have been
/// cut short.</param>
/// <param name="Refusal">Why not; with <see cref="Verdict.Refused"/> and <see cref="Verdict.Quarantined"/>
/// only.</param>
/// <param name="Refund">With <see cref="Consequence.RefundInFull"/>: the refund that sends the money back. A move writes
/// it in the same step; a repeat only names it.</param>
public sealed record OrderChange(
    Verdict Verdict, Order Order, IReadOnlyList<Posting> Postings, Consequence Then, Refusal? Refusal,
    Refund? Refund = null)
{
    /// <summary>What the merchant is to be told: it is written down with the move itself.</summary>
    public IReadOnlyList<OutboxMessage> Messages { get; init; } = [];
}
