namespace PayFunctions.Core.Webhooks;

/// <summary>What a merchant is told of an order or of one of its refunds.</summary>
public enum WebhookEvent
{
    OrderPaid,
    OrderClosed,
    OrderFailed,
    OrderRevoked,
    OrderPartiallyRefunded,
    OrderRefunded,

    /// <summary>The whole came back: what was refunded is paid again.</summary>
    OrderRefundReversed,

    /// <summary>The provider does not take it back as a whole: it stands as if nobody had asked.</summary>
    OrderReversalRefused,
    RefundSucceeded,
    RefundClosed,

    /// <summary>The money can't go back the way it came: somebody has to act.</summary>
    RefundAbnormal,
}
