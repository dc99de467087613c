using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>What a callback turned out to be: evidence about an order, a refusal, or something to acknowledge and no
/// more.</summary>
/// <param name="Key">The order it speaks of; with <paramref name="Evidence"/> only.</param>
/// <param name="Evidence">What to bring to the order book.</param>
/// <param name="Refusal">Why it is refused.</param>
/// <param name="Acknowledge">Verified, and not about an order's payment: nothing to apply.</param>
public readonly record struct NotificationReading(
    OrderKey Key, Evidence? Evidence, CallbackRefusal? Refusal, bool Acknowledge)
{
    internal static NotificationReading Refused(RefusalReason reason, TimeSpan? skew = null) =>
        new(default, null, CallbackRefusal.For(reason, skew), false);

    internal static NotificationReading NothingToApply => new(default, null, null, true);
}
