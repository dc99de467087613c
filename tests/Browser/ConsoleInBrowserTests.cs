using System.Text.Json;
using PayFunctions.Tests.Docs;
using PayFunctions.Tests.Functions;
using PayFunctions.Tests.Functions.Reconciliation;
using PayFunctions.Tests.Interop;

namespace PayFunctions.Tests.Browser;

/// <summary>The console as an operator has it: a real browser, the app over HTTP, a day that waits for decisions.</summary>
[Collection(nameof(DayCollection))]
public class ConsoleInBrowserTests(DayFixture fixture)
{
    private const string Hostile = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>";

    /// <summary>Git ignores it; CI keeps it.</summary>
    private static readonly string Shots = Path.Combine(Repository.Root, "TestResults", "console");

    [Fact]
    public async Task An_operator_signs_in_finds_an_order_reads_its_story_and_decides_on_what_waits()
    {
        var browser = InstalledBrowser.PathOrSkip();
        // The order's own question, half a minute on, would find the contradiction once more.
        await using var world = await fixture.StartAsync(new() { ["Orders__FirstPoll"] = "00:09:00" });
        var numbers = await RefundedOrderAsync(world);
        var orderId = numbers["order"];
        await ContradictedOrderAsync(world);
        await UndecidedDifferenceAsync(world);

        var seen = await RunAsync(new
        {
            browser,
            url = new Uri(world.App.Http.BaseAddress!, "console").AbsoluteUri,
            key = RunningApp.FunctionKey,
            tenantKey = DayWorld.KeyOf(world.Tenant),
            numbers,
            orderId,
            shots = Shots,
        });

        Assert.Equal("No such key.", Text(seen, "wrongKey"));
        Assert.Equal("Today", Text(seen, "landed"));
        Assert.False(seen.GetProperty("keyInUrl").GetBoolean(), "a key stands in the address");
        Assert.InRange(seen.GetProperty("bytes").GetInt32(), 1, 300_000); // How soon is measured by `bench -- console`.
        Assert.All(seen.GetProperty("found").EnumerateObject(), one => Assert.Equal($"Order {orderId}", one.Value.GetString()));

        AssertStory(seen);
        Assert.Equal(["Ledger", "Bill"], Texts(seen, "beside"));
        var pack = Texts(seen, "pack");
        Assert.StartsWith("evidence-wechatpay-", pack[0], StringComparison.Ordinal);
        Assert.Equal("PK", pack[1]);
        Assert.Equal(1, seen.GetProperty("hot").GetInt32());
        var chinese = Texts(seen, "chinese");
        Assert.Equal($"订单 {orderId}", chinese[0]);
        Assert.StartsWith("已退款", chinese[1], StringComparison.Ordinal);

        AssertSafeAndUsable(seen, world);
        await AssertDecidedAsync(world);
    }

    private static void AssertStory(JsonElement seen)
    {
        var timeline = Texts(seen, "timeline");
        string[] inOrder = ["Order created", "Payment succeeded", "Booked: payment", "Refund succeeded", "Booked: refund"];
        Assert.Equal(inOrder, timeline.Where(inOrder.Contains).Distinct());
        Assert.StartsWith("1.00 CNY of 12.34 CNY", Text(seen, "why"), StringComparison.Ordinal);
        Assert.Contains(Texts(seen, "findings"), one => one.StartsWith("Refund REF", StringComparison.Ordinal));
        Assert.Contains(Hostile, Text(seen, "order"), StringComparison.Ordinal);
    }

    private static void AssertSafeAndUsable(JsonElement seen, DayWorld world)
    {
        Assert.Equal("undefined", seen.GetProperty("scripts")[0].GetString());
        Assert.Equal(0, seen.GetProperty("scripts")[1].GetInt32());
        Assert.Empty(Texts(seen, "said"));
        Assert.Empty(Texts(seen, "broken"));
        var origin = world.App.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        Assert.All(
            Texts(seen, "asked").Where(url => !url.StartsWith("blob:", StringComparison.Ordinal)),
            url => Assert.StartsWith(origin, url, StringComparison.Ordinal));
        Assert.All(Texts(seen, "asked"), url => Assert.DoesNotContain(RunningApp.FunctionKey, url, StringComparison.Ordinal));
        Assert.Empty(Texts(seen, "inaccessible"));
        Assert.All(seen.GetProperty("views").EnumerateObject(), view => Assert.True(view.Value.GetInt32() <= 360, $"{view.Name} is wider than a telephone"));
        Assert.Equal(["payfunctions.language"], Texts(seen, "kept"));
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("keyLeft").ValueKind);
    }

    private static async Task AssertDecidedAsync(DayWorld world)
    {
        var entry = Assert.Single((await world.App.GetAsync("quarantine")).Json.GetProperty("entries").EnumerateArray());
        var resolution = entry.GetProperty("resolution");
        Assert.Equal(("dismiss", "Ann", "seen, and nothing to do"), (Text(resolution, "action"), Text(resolution, "by"), Text(resolution, "reason")));
        var difference = Assert.Single(await world.DifferencesAsync());
        var approval = Assert.Single(difference.GetProperty("approvals").EnumerateArray());
        Assert.Equal(("Repaired", "Ann", "the bill tells it twice"), (Text(difference, "state"), Text(approval, "by"), Text(approval, "reason")));
    }

    /// <summary>Paid and refunded in part, with script in what its merchant wrote.</summary>
    private static async Task<Dictionary<string, string>> RefundedOrderAsync(DayWorld world)
    {
        var orderId = await CreateAsync(world, "Tea " + Hostile);
        world.WeChat.Pay(orderId);
        await Eventually.TrueAsync(async () => await world.App.StateAsync(orderId) == "Paid");
        var refundId = "REF" + orderId;
        var asked = await world.PostAsync(
            $"orders/{orderId}/refunds",
            JsonSerializer.Serialize(new { refundId, amount = new { amount = 100, currency = "CNY" }, reason = Hostile[..40] }));
        Assert.True(asked.Status == 202, asked.Text);
        await Eventually.TrueAsync(async () => await world.App.StateAsync(orderId) == "PartiallyRefunded");
        var order = (await world.App.GetAsync($"orders/{orderId}")).Json;
        var transaction = order.GetProperty("transactionId").GetString()!;
        await Eventually.TrueAsync(async () => (await world.App.GetAsync($"lookup/{transaction}")).Text.Contains(orderId, StringComparison.Ordinal));
        return new() { ["order"] = orderId, ["transaction"] = transaction, ["refund"] = refundId };
    }

    private static async Task ContradictedOrderAsync(DayWorld world)
    {
        world.WeChat.Pay(await CreateAsync(world, "A pot of tea"), total: 1);
        await Eventually.TrueAsync(async () =>
            (await world.App.GetAsync("quarantine")).Json.GetProperty("entries").GetArrayLength() == 1);
    }

    private static async Task UndecidedDifferenceAsync(DayWorld world)
    {
        world.Both(1234);
        await world.WriteAsync();
        world.WeChat.EditBills = lines => lines.Concat([lines[0]]); // The provider tells it twice.
        Assert.Equal(202, (await world.PostAsync(world.Path)).Status);
        await Eventually.TrueAsync(async () => (await world.DifferencesAsync()).Length == 1);
    }

    private static async Task<string> CreateAsync(DayWorld world, string description)
    {
        var orderId = "ORD" + Guid.NewGuid().ToString("N")[..16];
        var created = await world.PostAsync("orders", JsonSerializer.Serialize(new
        {
            orderId,
            channel = "wechatpay",
            method = "native",
            merchantId = DayFixture.Merchant,
            description,
            total = new { amount = 1234, currency = "CNY" },
        }));
        Assert.True(created.Status == 201, created.Text);
        return orderId;
    }

    private static async Task<JsonElement> RunAsync(object input)
    {
        var said = await NodeScript.RunAsync(
            "console.mjs", Path.Combine("axe-core", "axe.min.js"), JsonSerializer.Serialize(input), folder: "Browser");
        return JsonDocument.Parse(said[^1]).RootElement;
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();

    private static string[] Texts(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
}
