using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class WaysOfPaying : Scenario
{
    internal const string OpenId = "oDemoPayerOfTheWaysOfPaying1";
    internal const string ClientIp = "203.0.113.77";

    private static readonly (string Way, JsonObject? Payer, string[] Given)[] Ways =
    [
        ("native", null, ["codeUrl"]),
        ("jsapi", new() { ["openId"] = OpenId }, ["prepayId", "jsapi"]),
        ("app", null, ["prepayId", "app"]),
        ("h5", new() { ["clientIp"] = ClientIp, ["device"] = "android" }, ["h5Url"]),
    ];

    public override string Name => "ways-of-paying";

    public override string Title =>
        "A code, inside of WeChat, from another app, from a phone's browser, in both key modes";

    public override string Expectation =>
        "the same offer each time; call-ups that the phone takes; all PAID; nothing of the payer in log or journal";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        foreach (var account in new[] { world.WeChatPay.PlatformMode, world.WeChatPay.PublicKeyMode })
        {
            foreach (var (way, payer, given) in Ways)
            {
                var order = new NewOrder(world.NewOrderId(), 1234)
                {
                    MerchantId = account.MerchantId,
                    Method = way,
                    Payer = payer,
                };
                var payment = await CreateAsync(world, order, given, cancellation);
                var offer = world.WeChatPay.Transaction(order.OrderId).Offer;
                Expect.Equal($"offer of {way}", offer, Text(payment, given[0]));
                if (given.Length > 1) ExpectTakenByThePhone(world, order, payment);

                world.PayNow(order.OrderId);
                await world.AcknowledgedAsync(order.OrderId, 1, cancellation);
                await world.ExpectPaidOnceAsync(order.OrderId, cancellation);
            }
        }

        ExpectNothingOfThePayer("log", string.Join('\n', world.AppLog()));
        var journal = Path.Combine(world.Folder, "journal");
        foreach (var file in Directory.EnumerateFiles(journal, "*.journal"))
        {
            ExpectNothingOfThePayer(Path.GetFileName(file), ReadWhileWritten(file));
        }

        return $"{2 * Ways.Length} PAID; the phone took 4 call-ups and refused 8 that were changed";
    }

    /// <summary>
    /// Creates, asks again under the same key, and reads: the same offer each time, of exactly these fields.
    /// </summary>
    private static async Task<JsonElement> CreateAsync(
        SandboxWorld world, NewOrder order, string[] given, CancellationToken cancellation)
    {
        var created = await world.Merchant.CreateAsync(order, cancellation);
        Expect.True($"POST orders by {order.Method}: 201", created.Status == 201, created);
        var payment = created.Body.GetProperty("payment");
        Expect.Same($"payment by {order.Method}", given, payment.EnumerateObject().Select(part => part.Name));

        var again = await world.Merchant.CreateAsync(order, cancellation);
        Expect.Equal("the same request again", (201, true, created.Text), (again.Status, again.Replayed, again.Text));
        var read = await world.Merchant.GetAsync($"orders/{order.OrderId}", cancellation);
        Expect.Equal("payment that is read", payment.GetRawText(), read.Body.GetProperty("payment").GetRawText());
        return payment;
    }

    private static void ExpectTakenByThePhone(SandboxWorld world, NewOrder order, JsonElement payment)
    {
        var parameters = payment.GetProperty(order.Method);
        var taken = world.WeChatPay.CallUp(order.Method, parameters);
        Expect.Equal($"call-up by {order.Method}", new(order.OrderId, null), taken);

        foreach (var name in order.Method == "app" ? ["noncestr", "sign"] : new[] { "nonceStr", "paySign" })
        {
            var changed = JsonNode.Parse(parameters.GetRawText())!.AsObject();
            var text = Text(parameters, name)!;
            changed[name] = (text[0] == 'A' ? 'B' : 'A') + text[1..];
            var refused = world.WeChatPay.CallUp(order.Method, JsonSerializer.SerializeToElement(changed));
            Expect.True($"a call-up with another {name} is refused", refused.OutTradeNo is null, refused);
        }
    }

    private static void ExpectNothingOfThePayer(string where, string text)
    {
        Expect.True($"no openid in the {where}", !text.Contains(OpenId, StringComparison.Ordinal), "there it is");
        Expect.True($"no address in the {where}", !text.Contains(ClientIp, StringComparison.Ordinal), "there it is");
    }

    private static string ReadWhileWritten(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static string? Text(JsonElement payment, string name) => payment.GetProperty(name).GetString();
}
