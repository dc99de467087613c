using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>What a callback turned out to be: evidence about an order or a refund, a refusal, or something to
/// acknowledge and no more.</summary>
/// <param name="Key">The order it speaks of; with evidence of either kind only.</param>
/// <param name="Evidence">What to bring to the order book.</param>
/// <param name="Refusal">Why it is refused.</param>
/// <param name="Acknowledge">Verified, and about neither a payment nor a refund nor a share: nothing to apply.</param>
/// <param name="OfRefund">What to bring to the refund book.</param>
/// <param name="OfShare">What to bring to the split book.</param>
public readonly record struct NotificationReading(
    OrderKey Key, Evidence? Evidence, CallbackRefusal? Refusal, bool Acknowledge, RefundEvidence? OfRefund = null,
    ShareNotice? OfShare = null)
{
    internal static NotificationReading Refused(RefusalReason reason, TimeSpan? skew = null) =>
        new(default, null, CallbackRefusal.For(reason, skew), false);

    internal static NotificationReading NothingToApply => new(default, null, null, true);
}
