using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.UnionPay;

/// <summary>What a callback turned out to be: evidence about an order or a refund, a refusal, or something to acknowledge
/// and no more.</summary>
/// <param name="Key">The order it speaks of; with evidence of either kind only.</param>
/// <param name="Evidence">What to bring to the order book.</param>
/// <param name="Refusal">Why it is refused.</param>
/// <param name="Acknowledge">Verified, and nothing to apply.</param>
/// <param name="OfRefund">What to bring to the refund book.</param>
public readonly record struct UnionPayReading(
    OrderKey Key, Evidence? Evidence, UnionPayRefusal? Refusal, bool Acknowledge, RefundEvidence? OfRefund = null)
{
    internal static UnionPayReading Refused(UnionPayRefusal reason) => new(default, null, reason, false);

    internal static UnionPayReading NothingToApply => new(default, null, null, true);
}
