using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Merchant;

/// <summary>An order as the merchant's system asks for it.</summary>
public sealed record NewOrder(string OrderId, long Amount)
{
    /// <summary>Null: the route's to choose.</summary>
    public string? MerchantId { get; init; } = "1900000001";

    /// <summary><c>auto</c>: the router's to choose.</summary>
    public string Channel { get; init; } = "wechatpay";

    public string Method { get; init; } = "native";

    /// <summary>For the ways of paying that need one.</summary>
    public JsonObject? Payer { get; init; }

    /// <summary>Null: the app's default.</summary>
    public int? ExpiresInSeconds { get; init; }

    /// <summary>Where the merchant is told of it; null: nowhere.</summary>
    public Uri? Notify { get; init; }

    /// <summary>The wallet's account that it tops up; null: none.</summary>
    public string? TopUp { get; init; }

    /// <summary>Whether its payment is kept frozen, to be divided.</summary>
    public bool ProfitSharing { get; init; }

    /// <summary>So long after its payment what is left of that is released; null: never by itself.</summary>
    public int? SettleAfterSeconds { get; init; }

    public string Currency { get; init; } = "CNY";

    public JsonObject ToJson()
    {
        var body = new JsonObject
        {
            ["orderId"] = OrderId,
            ["channel"] = Channel,
            ["method"] = Method,
            ["description"] = "A pot of oolong tea",
            ["total"] = new JsonObject { ["amount"] = Amount, ["currency"] = Currency },
        };
        if (MerchantId is not null) body["merchantId"] = MerchantId;
        if (Payer is not null) body["payer"] = Payer.DeepClone();
        if (Notify is not null) body["notify"] = Notify.OriginalString;
        if (TopUp is not null) body["topUp"] = TopUp;
        if (ProfitSharing) body["profitSharing"] = true;
        if (SettleAfterSeconds is { } after) body["settlement"] = new JsonObject { ["afterSeconds"] = after };
        if (ExpiresInSeconds is { } seconds) body["expiresInSeconds"] = seconds;
        return body;
    }
}
