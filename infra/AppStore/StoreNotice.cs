using PayFunctions.Core.Orders;
using PayFunctions.Core.Subscriptions;

namespace PayFunctions.Infra.AppStore;

/// <summary>A verified notification, in our words.</summary>
/// <param name="Id">The notificationUUID: the same in every delivery.</param>
/// <param name="IsKnown">False: its type or subtype is a word that is not documented here.</param>
/// <param name="Envelope">As received, for a later drive through new code.</param>
public sealed record StoreNotice(
    string Tenant, string BundleId, string Id, string Type, string Subtype, DateTimeOffset SignedAt, bool IsKnown,
    ReadOnlyMemory<byte> Envelope)
{
    /// <summary>The store's number of the first purchase; null where it speaks of none.</summary>
    public string? OriginalTransactionId { get; init; }

    /// <summary>What it says of a subscription; null where it speaks of none.</summary>
    public SubscriptionNotice? Subscription { get; init; }

    /// <summary>The purchase that it says money of; null where it says nothing of money.</summary>
    public StorePurchase? Purchase { get; init; }

    /// <summary>That the purchase was paid: evidence that creates its order where there is none.</summary>
    public Evidence? Paid { get; init; }

    /// <summary>What became of the money since: refunded, back again, revoked. Null: it is the payment
    /// itself.</summary>
    public Evidence? Since { get; init; }
}
