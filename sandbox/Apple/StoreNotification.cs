using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Apple;

/// <summary>What the store has to tell, before it is signed.</summary>
/// <param name="Status">Where the subscription stands, 1 to 5; null: nothing is said of it.</param>
public sealed record StoreNotification(
    string Type, string? Subtype, string Id, StoreTransaction? Transaction, int? Status = null, bool Renews = true)
{
    /// <summary>The signed payload, with what is signed inside it.</summary>
    /// <param name="alter">Changes the content before it is signed.</param>
    public string Sign(
        SigningChain chain, StoreApp app, DateTimeOffset signedAt, Action<JsonObject>? alter = null,
        Action<JsonObject>? alterTransaction = null)
    {
        var data = new JsonObject
        {
            ["environment"] = app.Environment,
            ["appAppleId"] = app.AppAppleId,
            ["bundleId"] = app.BundleId,
            ["bundleVersion"] = "1.2.3",
        };
        if (Transaction is { } transaction)
        {
            var told = transaction.ToJson(app.Environment, signedAt);
            alterTransaction?.Invoke(told);
            data["signedTransactionInfo"] = chain.Sign(told.ToJsonString());
            if (transaction.ExpiresAt is not null)
                data["signedRenewalInfo"] = chain.Sign(Renewal(transaction, app, signedAt).ToJsonString());
        }

        if (Status is { } status) data["status"] = status;
        var payload = new JsonObject { ["notificationType"] = Type };
        if (Subtype is not null) payload["subtype"] = Subtype;
        payload["notificationUUID"] = Id;
        payload["data"] = data;
        payload["version"] = "2.0";
        payload["signedDate"] = signedAt.ToUnixTimeMilliseconds();
        alter?.Invoke(payload);
        return chain.Sign(payload.ToJsonString());
    }

    private JsonObject Renewal(StoreTransaction transaction, StoreApp app, DateTimeOffset signedAt) => new()
    {
        ["originalTransactionId"] = transaction.OriginalTransactionId,
        ["autoRenewProductId"] = transaction.ProductId,
        ["productId"] = transaction.ProductId,
        ["autoRenewStatus"] = Renews ? 1 : 0,
        ["renewalPrice"] = transaction.Price,
        ["currency"] = transaction.Currency,
        ["signedDate"] = signedAt.ToUnixTimeMilliseconds(),
        ["environment"] = app.Environment,
    };
}

/// <summary>An app in the simulated store.</summary>
public sealed record StoreApp(string BundleId, long AppAppleId, string Environment);
