namespace PayFunctions.Core.Webhooks;

/// <summary>What a merchant is told of an order, or of one of its refunds or splits.</summary>
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

    /// <summary>A split has ended; each receiver's share says for itself whether it arrived.</summary>
    SplitFinished,

    /// <summary>No money went, and what was set apart for it is free again.</summary>
    SplitClosed,

    /// <summary>A receiver has given back.</summary>
    SplitReturned,
    SplitReturnFailed,
}
