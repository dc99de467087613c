using System.Collections.Frozen;

namespace PayFunctions.Core.Webhooks;

/// <summary>The events by the words that go over the wire and into the rows.</summary>
public static class WebhookEvents
{
    private static readonly FrozenDictionary<string, WebhookEvent> ByWord =
        Enum.GetValues<WebhookEvent>().ToFrozenDictionary(Word, StringComparer.Ordinal);

    public static string Word(this WebhookEvent happened) => happened switch
    {
        WebhookEvent.OrderPaid => "order.paid",
        WebhookEvent.OrderClosed => "order.closed",
        WebhookEvent.OrderFailed => "order.failed",
        WebhookEvent.OrderRevoked => "order.revoked",
        WebhookEvent.OrderPartiallyRefunded => "order.partially_refunded",
        WebhookEvent.OrderRefunded => "order.refunded",
        WebhookEvent.OrderRefundReversed => "order.refund_reversed",
        WebhookEvent.OrderReversalRefused => "order.reversal_refused",
        WebhookEvent.RefundSucceeded => "refund.succeeded",
        WebhookEvent.RefundClosed => "refund.closed",
        WebhookEvent.RefundAbnormal => "refund.abnormal",
        WebhookEvent.SplitFinished => "split.finished",
        WebhookEvent.SplitClosed => "split.closed",
        WebhookEvent.SplitReturned => "split.returned",
        WebhookEvent.SplitReturnFailed => "split.return_failed",
    };

    public static bool TryRead(string word, out WebhookEvent happened) => ByWord.TryGetValue(word, out happened);
}
