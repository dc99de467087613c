namespace PayFunctions.Core.Subscriptions;

/// <summary>One verified statement about a subscription.</summary>
/// <param name="SignedAt">When the store signed it: what orders notices that come in any order.</param>
/// <param name="States">Where it stands by the store's own word; null where none is said.</param>
public sealed record SubscriptionNotice(
    SubscriptionEvent Event, DateTimeOffset SignedAt, SubscriptionState? States = null, string? TransactionId = null,
    string? ProductId = null, DateTimeOffset? ExpiresAt = null, bool? Renews = null, string? AccountToken = null);
