using System.Text.Json;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Tests.Docs;
using PayFunctions.Tests.Functions;
using PayFunctions.Tests.Interop;

namespace PayFunctions.Tests.Browser;

/// <summary>What waits for an operator's hands, in a real browser and without a mouse: dead letters and stuck refunds.</summary>
[Collection(nameof(AppCollection))]
public class ConsoleWorkTests(AppFixture world)
{
    [Fact]
    public async Task A_dead_letter_and_stuck_refunds_are_worked_by_keyboard_with_a_reason()
    {
        var browser = InstalledBrowser.PathOrSkip();
        var answers = false;
        var address = world.Webhooks.Address("work" + Guid.NewGuid().ToString("N")[..8], _ => answers ? 204 : 500);
        var letterOf = await PaidAsync(address);
        await Eventually.TrueAsync(async () => (await world.App.GetAsync("webhooks/deadletters")).Text.Contains(letterOf, StringComparison.Ordinal));
        var refundsOf = await PaidAsync(notify: null);
        world.Provider.RefundPlanFor(refundsOf, new() { End = RefundStatus.Abnormal });
        var (again, dropped) = (await StuckAsync(refundsOf, "AGAIN"), await StuckAsync(refundsOf, "DROPPED"));
        answers = true;

        var said = await NodeScript.RunAsync(
            "console-work.mjs", Path.Combine("playwright-core", "index.mjs"), JsonSerializer.Serialize(new
            {
                browser,
                url = new Uri(world.App.Http.BaseAddress!, "console/").AbsoluteUri,
                key = RunningApp.FunctionKey,
                letterOf,
                refundsOf,
                again,
                dropped,
                shots = Path.Combine(Repository.Root, "TestResults", "console"),
            }), folder: "Browser");
        var seen = JsonDocument.Parse(said[^1]).RootElement;

        Assert.Contains("500", seen.GetProperty("letter").GetString(), StringComparison.Ordinal);
        Assert.Equal(["Stuck", "Stuck"], Texts(seen, "stuck"));
        Assert.Equal(("Succeeded", "Closed"), (seen.GetProperty("again").GetString(), seen.GetProperty("dropped").GetString()));
        Assert.Equal((0, 0), (seen.GetProperty("left").GetInt32(), seen.GetProperty("withoutReason").GetInt32()));
        Assert.Equal(3, seen.GetProperty("sent").GetArrayLength());
        Assert.Equal(0, seen.GetProperty("buttons").GetInt32());
        Assert.Empty(Texts(seen, "said"));
        Assert.Contains(world.Webhooks.At(address), one => one.Status == 204);
        Assert.Equal("PartiallyRefunded", await world.App.StateAsync(refundsOf));
    }

    private async Task<string> PaidAsync(Uri? notify)
    {
        var orderId = world.NewOrderId();
        var body = AppFixture.Body(orderId);
        if (notify is not null) body = body.TrimEnd().TrimEnd('}') + $",\"notify\":\"{notify}\"}}";
        Assert.Equal(201, (await world.App.CreateAsync(body, orderId)).Status);
        Assert.True(world.Provider.Pay(orderId));
        await Eventually.TrueAsync(async () => await world.App.StateAsync(orderId) == "Paid");
        return orderId;
    }

    private async Task<string> StuckAsync(string orderId, string name)
    {
        var refundId = $"{name}-{orderId}";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"orders/{orderId}/refunds")
        {
            Content = new StringContent($$"""{"refundId":"{{refundId}}","amount":{"amount":100,"currency":"CNY"} }"""),
        };
        request.Headers.Add("Idempotency-Key", refundId);
        Assert.Equal(202, (await world.App.SendAsync(request)).Status);
        await Eventually.TrueAsync(async () =>
            (await world.App.GetAsync($"orders/{orderId}/refunds/{refundId}")).Json.GetProperty("state").GetString() == "Abnormal");
        return refundId;
    }

    private static string[] Texts(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
}
