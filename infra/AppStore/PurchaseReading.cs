using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.AppStore;

/// <summary>Reads the purchase that a transaction tells of.</summary>
internal static class PurchaseReading
{
    public const string Subscription = "Auto-Renewable Subscription";

    /// <returns>False where the transaction is not of the documented form.</returns>
    /// <param name="purchase">Null where nobody paid: shared by the family, or free.</param>
    public static bool TryRead(AppStoreApp app, in TransactionPayload told, out StorePurchase? purchase)
    {
        purchase = null;
        if (told is not { TransactionId: { } id, ProductId: { } product, PurchasedAt: { } at }) return false;
        if (Method(told.Kind) is not { } method) return false;
        var orderId = $"{StorePurchase.Channel}-{id}";
        if (!OrderIdRule.Accepts(orderId)) return false;
        if (told.Ownership == "FAMILY_SHARED" || told.Price == 0) return true;

        purchase = new(new(app.Tenant, orderId), app.BundleId, id, method, product, told.Amount(), at);
        return true;
    }

    private static string? Method(string? kind) => kind switch
    {
        Subscription => "subscription",
        "Consumable" => "consumable",
        "Non-Consumable" => "non-consumable",
        "Non-Renewing Subscription" => "non-renewing",
        _ => null,
    };
}
