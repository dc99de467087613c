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
    RefundSucceeded,
    RefundClosed,

    /// <summary>The money can't go back the way it came: somebody has to act.</summary>
    RefundAbnormal,
}
