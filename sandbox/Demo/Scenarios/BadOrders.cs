using System.Text.Json.Nodes;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class BadOrders : Scenario
{
    private static readonly (string Field, Action<JsonObject> Spoil)[] Bad =
    [
        ("total.amount", body => body["total"]!["amount"] = 0),
        ("total.amount", body => body["total"]!["amount"] = -1),
        ("total.amount", body => body["total"]!["amount"] = 12.5),
        ("total.amount", body => body["total"]!["amount"] = 100_000_000_000_000),
        ("total.amount", body => body["total"]!.AsObject().Remove("amount")),
        ("total.currency", body => body["total"]!["currency"] = "XYZ"),
        ("total.currency", body => body["total"]!["currency"] = "USD"),
        ("total.amount", body => body.Remove("total")),
        ("orderId", body => body["orderId"] = "short"),
        ("orderId", body => body["orderId"] = new string('1', 33)),
        ("orderId", body => body["orderId"] = "ORDER/0001"),
        ("orderId", body => body["orderId"] = "订单000001"),
        ("orderId", body => body.Remove("orderId")),
        ("channel", body => body["channel"] = "carrierpigeon"),
        ("method", body => body["method"] = "telepathy"),
        ("payer.openId", body => body["method"] = "jsapi"),
        ("payer.openId", body => (body["method"], body["payer"]) = ("jsapi", new JsonObject { ["openId"] = "" })),
        ("payer.openId", body => (body["method"], body["payer"]) = ("jsapi", new JsonObject { ["openId"] = "o A" })),
        ("payer.clientIp", body => body["method"] = "h5"),
        ("payer.clientIp", body => (body["method"], body["payer"]) = ("h5", new JsonObject { ["clientIp"] = "1.2.3" })),
        ("payer.device", body => (body["method"], body["payer"]) =
            ("h5", new JsonObject { ["clientIp"] = "203.0.113.7", ["device"] = "fridge" })),
        ("payer", body => body["payer"] = "somebody"),
        ("payer.name", body => body["payer"] = new JsonObject { ["name"] = "Li" }),
        ("merchantId", body => body["merchantId"] = "1999999999"),
        ("description", body => body["description"] = ""),
        ("description", body => body["description"] = new string('x', 128)),
        ("expiresInSeconds", body => body["expiresInSeconds"] = 0),
        ("expiresInSeconds", body => body["expiresInSeconds"] = -5),
        ("notify", body => body["notify"] = "not a url"),
        ("colour", body => body["colour"] = "red"),
    ];

    public override string Name => "bad-orders";

    public override string Title =>
        $"{Bad.Length} orders with one thing wrong each, one without a key, one that is no JSON";

    public override string Expectation => "400 problem details that name the field; the provider hears of none";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var calls = Prepays(world);
        foreach (var (field, spoil) in Bad)
        {
            var body = new NewOrder(world.NewOrderId(), 1234).ToJson();
            spoil(body);
            var answer = await world.Merchant.CreateAsync(body, world.NewOrderId(), cancellation);
            ExpectRefused($"{field} in {body.ToJsonString()}", field, answer);
        }

        var whole = new NewOrder(world.NewOrderId(), 1234).ToJson();
        ExpectRefused("no key", "Idempotency-Key", await world.Merchant.CreateAsync(whole, null, cancellation));
        var noJson = await world.Merchant.CreateAsync("{\"orderId\":", world.NewOrderId(), cancellation);
        Expect.Equal("answer to no JSON", (400, "application/problem+json"), (noJson.Status, noJson.ContentType));
        Expect.Equal("prepays", calls, Prepays(world));
        return $"{Bad.Length + 2} × 400, each naming its field";
    }

    private static int Prepays(SandboxWorld world) =>
        world.WeChatPay.Calls.Where(call => call.Operation is "native" or "jsapi" or "app" or "h5").Length;

    private static void ExpectRefused(string what, string field, ApiAnswer answer)
    {
        Expect.Equal($"answer to {what}", (400, "application/problem+json"), (answer.Status, answer.ContentType));
        var named = answer.Text.Contains($"\"{field}\"", StringComparison.Ordinal);
        Expect.True($"problem details that name {field}, for {what}", named, answer.Text);
    }
}
