namespace PayFunctions.Core.Subscriptions;

/// <summary>What a store says has happened to a subscription.</summary>
public enum SubscriptionEvent
{
    /// <summary>Bought for the first time, or again.</summary>
    Bought,
    Renewed,
    RenewalFailed,
    RenewalFailedInGrace,
    GraceEnded,
    Expired,

    /// <summary>The store moved its end, at no charge.</summary>
    Extended,

    /// <summary>The period that runs was refunded.</summary>
    Refunded,
    RefundReversed,
    Revoked,

    /// <summary>
    /// Something was said that does not change where it stands: a preference, a price, an old refund.
    /// </summary>
    Noted,
}
