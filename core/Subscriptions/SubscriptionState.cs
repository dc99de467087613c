namespace PayFunctions.Core.Subscriptions;

/// <summary>Where a subscription stands. The subscription machine holds every move between these.</summary>
public enum SubscriptionState
{
    /// <summary>Nothing has been heard of it yet.</summary>
    New,

    Active,

    /// <summary>A renewal failed and the store tries again; the subscriber keeps what they have until then.</summary>
    GracePeriod,

    /// <summary>A renewal failed and the store tries again; the subscriber has nothing meanwhile.</summary>
    BillingRetry,

    Expired,

    /// <summary>The store took it back: refunded, or shared no more.</summary>
    Revoked,
}
