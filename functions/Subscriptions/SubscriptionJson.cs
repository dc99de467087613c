using PayFunctions.Core.Subscriptions;
using PayFunctions.Edge;

namespace PayFunctions.Subscriptions;

/// <summary>Subscriptions as merchants see them.</summary>
internal static class SubscriptionJson
{
    public static byte[] Write(Subscription subscription) => Json.Write(subscription, static (json, subscription) =>
    {
        json.WriteStartObject();
        json.WriteString("bundleId"u8, subscription.Key.App);
        json.WriteString("originalTransactionId"u8, subscription.Key.Id);
        json.WriteString("state"u8, subscription.State.ToString());
        if (subscription.ProductId is { } product) json.WriteString("productId"u8, product);
        if (subscription.TransactionId is { } transaction) json.WriteString("transactionId"u8, transaction);
        if (subscription.ExpiresAt is { } expiresAt) json.WriteTime("expiresAt"u8, expiresAt);
        if (subscription.Renews is { } renews) json.WriteBoolean("renews"u8, renews);
        if (subscription.AccountToken is { } account) json.WriteString("appAccountToken"u8, account);
        json.WriteTime("asOf"u8, subscription.SignedAt);
        json.WriteEndObject();
    });
}
