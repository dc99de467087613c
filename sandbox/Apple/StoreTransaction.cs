using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Apple;

/// <summary>A purchase as the simulated store holds it: one period of a subscription is one.</summary>
public sealed record StoreTransaction
{
    public required string TransactionId { get; init; }

    public required string OriginalTransactionId { get; init; }

    public required string BundleId { get; init; }

    public string ProductId { get; init; } = "com.example.app.pro";

    public string Kind { get; init; } = "Auto-Renewable Subscription";

    public string Ownership { get; init; } = "PURCHASED";

    /// <summary>In thousandths of the currency's unit.</summary>
    public long Price { get; init; } = 12_340;

    public string Currency { get; init; } = "CNY";

    public required DateTimeOffset PurchasedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public long? RevocationPercentage { get; init; }

    public string AccountToken { get; init; } = "7e3fb20b-4cdb-47cc-936d-99d65f608138";

    /// <summary>How the store's signed transaction tells it.</summary>
    public JsonObject ToJson(string environment, DateTimeOffset signedAt)
    {
        var json = new JsonObject
        {
            ["transactionId"] = TransactionId,
            ["originalTransactionId"] = OriginalTransactionId,
            ["bundleId"] = BundleId,
            ["productId"] = ProductId,
            ["purchaseDate"] = PurchasedAt.ToUnixTimeMilliseconds(),
            ["originalPurchaseDate"] = PurchasedAt.ToUnixTimeMilliseconds(),
            ["quantity"] = 1,
            ["type"] = Kind,
            ["appAccountToken"] = AccountToken,
            ["inAppOwnershipType"] = Ownership,
            ["signedDate"] = signedAt.ToUnixTimeMilliseconds(),
            ["environment"] = environment,
            ["transactionReason"] = "PURCHASE",
            ["storefront"] = "CHN",
            ["storefrontId"] = "143465",
            ["price"] = Price,
            ["currency"] = Currency,
        };
        if (ExpiresAt is { } end) json["expiresDate"] = end.ToUnixTimeMilliseconds();
        if (RevokedAt is { } revoked)
        {
            json["revocationDate"] = revoked.ToUnixTimeMilliseconds();
            json["revocationReason"] = 1;
        }

        if (RevocationPercentage is { } share) json["revocationPercentage"] = share;
        return json;
    }
}
