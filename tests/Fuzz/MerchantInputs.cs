using System.Text;
using System.Text.Json.Nodes;
using PayFunctions.Tests.Infra.ApplePay;

namespace PayFunctions.Tests.Fuzz;

/// <summary>Calls of every route of the merchants' API, with one thing or more about them others.</summary>
internal sealed class MerchantInputs(DeviceSide device)
{
    public const string Receiver = "1900000011";
    public const string Account = "alice";
    public const string Hold = "HOLD1";
    public const string Refund = "REFUND1";

    private const int StorageFailsOneIn = 40;

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"];

    private static readonly string Order = $"/api/orders/{WeChatPayInputs.OrderId}";

    private readonly (string Method, string Target, JsonNode? Body)[] _good =
    [
        ("POST", "/api/orders", Json("""
            {"orderId":"ORD20261120000009","channel":"wechatpay","method":"jsapi","merchantId":"1900000001","description":"A pot of tea",
             "total":{"amount":1234,"currency":"CNY"},"expiresInSeconds":1800,"payer":{"openId":"oAAAA","clientIp":"192.0.2.7","device":"ios"},
             "profitSharing":true,"fallback":false,"notify":"https://shop.example.com/hook","settlement":{"afterSeconds":3600},"topUp":"alice"}
            """)),
        ("POST", "/api/orders", NewOrder("wechatpay", "native", "1900000001")),
        ("POST", "/api/orders", NewOrder("alipay", "page", "2021000000000011")),
        ("POST", "/api/orders", NewOrder("unionpay", "page", "777290058110011")),
        ("GET", Order, null),
        ("GET", $"{Order}/ledger", null),
        ("POST", $"{Order}/close", null),
        ("POST", $"{Order}/reverse", Json("""{"reason":"mistake"}""")),
        ("POST", $"{Order}/refunds", Json("""{"refundId":"REFUND2","amount":{"amount":100,"currency":"CNY"},"reason":"broken"}""")),
        ("GET", $"{Order}/refunds/{Refund}", null),
        ("POST", $"{Order}/refunds/{Refund}/restart", Json("""{"operator":"ann","reason":"account mended"}""")),
        ("POST", $"{Order}/refunds/{Refund}/give-up", Json("""{"operator":"ann","reason":"paid in cash"}""")),
        ("POST", $"{Order}/splits", Json(
            """{"splitId":"SPLIT1","unfreezeRest":true,"receivers":[{"account":"1900000011","amount":{"amount":100,"currency":"CNY"}}]}""")),
        ("GET", $"{Order}/splits/SPLIT1", null),
        ("POST", $"{Order}/splits/SPLIT1/returns", Json("""{"returnId":"RET1","account":"1900000011","amount":{"amount":10,"currency":"CNY"}}""")),
        ("GET", $"{Order}/webhooks", null),
        ("POST", $"{Order}/webhooks/msg_1/redeliver", null),
        ("GET", "/api/webhooks/deadletters?limit=10", null),
        ("GET", $"/api/wallets/{Account}", null),
        ("POST", $"/api/wallets/{Account}/holds", Json("""{"holdId":"HOLD2","amount":{"amount":1,"currency":"CNY"},"expiresInSeconds":60}""")),
        ("POST", $"/api/wallets/{Account}/holds/{Hold}/confirm", null),
        ("POST", $"/api/wallets/{Account}/holds/{Hold}/cancel", null),
        ("POST", "/api/applepay/payments", null),
        ("GET", "/api/certificates", null),
        ("POST", "/api/certificates/renew", null),
        ("GET", "/api/quarantine?provider=wechatpay&day=2026-11-20", null),
        ("POST", "/api/quarantine/wechatpay-20261120-1/resolve", Json("""{"action":"dismiss","operator":"ann","reason":"a test"}""")),
        ("GET", "/api/subscriptions/com.example.app/200000000000001", null),
        ("POST", "/api/reconciliations/wechatpay/2026-11-19", Json("{}")),
        ("GET", "/api/reconciliations/wechatpay/2026-11-19", null),
        ("GET", "/api/reconciliations/wechatpay/2026-11-19/differences?limit=5", null),
        ("GET", "/api/reconciliations/wechatpay/2026-11-19/differences/d1/evidence", null),
        ("POST", "/api/reconciliations/wechatpay/2026-11-19/differences/d1/approve", Json("""{"operator":"ann","reason":"seen"}""")),
        ("POST", "/api/reconciliations/wechatpay/2026-11-19/differences/d1/reject", Json("""{"operator":"ann","reason":"seen"}""")),
        ("GET", "/api/reconciliations/wechatpay/2026-11-19/report", null),
        ("GET", "/api/quality/2026-11-19", null),
        ("GET", "/api/health", null),
        ("GET", "/api/metrics", null),
        ("POST", "/admin/functions/CleanUp", Json("{}")),
    ];

    private readonly JsonNode[] _tokens = [device.Pay(), device.Pay(device.Rsa)];

    /// <summary>Without a thing changed.</summary>
    public IEnumerable<FuzzRequest> Good() =>
        _good.Select((good, i) => Headers(new(good.Method, good.Target, Encoding.UTF8.GetBytes(good.Body?.ToJsonString() ?? "")), $"good-{i}"));

    public FuzzRequest Make(Dice dice)
    {
        var (method, target, body) = dice.Of(_good);
        if (target == "/api/applepay/payments")
            body = new JsonObject { ["orderId"] = dice.Of([WeChatPayInputs.OrderId, AlipayInputs.OrderId]), ["paymentData"] = dice.Of(_tokens).DeepClone() };
        var bytes = body is null ? [] : OddJson.Written(dice, dice.OneIn(8) ? body : OddJson.Changed(dice, body));
        if (body is null && dice.OneIn(4)) bytes = Encoding.UTF8.GetBytes(OddText.Of(dice));
        if (dice.OneIn(20)) bytes = OddBytes.Changed(dice, bytes);
        if (dice.OneIn(2)) target = Changed(dice, target);
        if (dice.OneIn(40)) method = dice.Of(Methods);
        var request = Headers(new(method, target, bytes) { StorageFails = dice.OneIn(StorageFailsOneIn) }, $"{dice.Below(1_000_000)}");
        for (var left = dice.Below(3); left > 0; left--) request.ChangeAHeader(dice);
        return request;
    }

    private static FuzzRequest Headers(FuzzRequest request, string key) => request
        .With("x-functions-key", FuzzSettings.FunctionKey)
        .With("Content-Type", "application/json")
        .With("Idempotency-Key", key);

    /// <summary>One of the names in the path, or the query, is another.</summary>
    private static string Changed(Dice dice, string target)
    {
        if (dice.OneIn(4))
            return target + (target.Contains('?', StringComparison.Ordinal) ? "&" : "?") + dice.Of(["limit", "day", "days", "provider", "code", "continuation", "format", "x"])
                + "=" + Uri.EscapeDataString(Whole(OddText.Of(dice)));
        var parts = target.Split('/');
        var at = dice.From(2, parts.Length - 1);
        parts[at] = Uri.EscapeDataString(Whole(dice.OneIn(3) ? OddText.Changed(dice, parts[at]) : OddText.Of(dice)));
        return string.Join('/', parts);
    }

    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static JsonNode NewOrder(string channel, string method, string merchantId) => Json(
        $$"""
        {"orderId":"ORD20261120000009","channel":"{{channel}}","method":"{{method}}","merchantId":"{{merchantId}}","description":"A pot of tea",
         "total":{"amount":1234,"currency":"CNY"} }
        """);

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}
