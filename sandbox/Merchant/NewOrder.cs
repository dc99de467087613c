using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Merchant;

/// <summary>An order as the merchant's system asks for it.</summary>
public sealed record NewOrder(string OrderId, long Amount)
{
    public string MerchantId { get; init; } = "1900000001";

    /// <summary>Null: the app's default.</summary>
    public int? ExpiresInSeconds { get; init; }

    public JsonObject ToJson()
    {
        var body = new JsonObject
        {
            ["orderId"] = OrderId,
            ["channel"] = "wechatpay",
            ["method"] = "native",
            ["merchantId"] = MerchantId,
            ["description"] = "A pot of oolong tea",
            ["total"] = new JsonObject { ["amount"] = Amount, ["currency"] = "CNY" },
        };
        if (ExpiresInSeconds is { } seconds) body["expiresInSeconds"] = seconds;
        return body;
    }
}
