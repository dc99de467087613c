using System.Text.Json;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Functions.OperatorConsole;

/// <summary>What the console asks for that nobody else does.</summary>
[Collection(nameof(AppCollection))]
public class ConsoleRoutesTests(AppFixture world)
{
    private const string Acme = "the-key-of-acme-0001";

    private RunningApp App => world.App;

    [Fact]
    public async Task An_order_is_found_by_every_number_that_somebody_may_hold_in_hand_and_by_its_own_tenant_alone()
    {
        var orderId = await PaidAsync();
        await RefundAsync(orderId, "LR-" + orderId);
        await Eventually.TrueAsync(async () => await App.StateAsync(orderId) == "PartiallyRefunded");
        var order = (await App.GetAsync($"orders/{orderId}")).Json;
        var numbers = new Dictionary<string, string>
        {
            ["Order"] = orderId,
            ["Transaction"] = order.GetProperty("transactionId").GetString()!,
            ["Refund"] = "LR-" + orderId,
            ["ProviderRefund"] = order.GetProperty("refunds")[0].GetProperty("providerRefundId").GetString()!,
        };

        foreach (var (kind, number) in numbers)
        {
            await Eventually.TrueAsync(async () => (await FindAsync(number)).Contains((orderId, kind)), $"{kind} {number} is found");
            Assert.Empty(await FindAsync(number, Acme));
        }

        Assert.Empty(await FindAsync("NO-SUCH-NUMBER"));
        Assert.Empty(await FindAsync(new string('9', 200)));
    }

    [Fact]
    public async Task What_waits_for_somebody_is_counted_for_its_tenant()
    {
        var orderId = world.NewOrderId();
        await App.CreateAsync(AppFixture.Body(orderId), orderId);
        world.Provider.Pay(orderId, total: 1);

        await Eventually.TrueAsync(async () => (await App.GetAsync("overview")).Json
            .GetProperty("quarantine").GetProperty("days").EnumerateArray()
            .Any(day => day.GetProperty("provider").GetString() == "wechatpay" && day.GetProperty("open").GetInt32() > 0));
        var theirs = (await AsAcmeAsync("overview")).Json;

        Assert.Equal(0, theirs.GetProperty("quarantine").GetProperty("open").GetInt32());
        Assert.Equal(0, theirs.GetProperty("quarantine").GetProperty("days").GetArrayLength());
    }

    [Fact]
    public async Task An_unpaid_order_says_what_it_waits_for_in_the_readers_language()
    {
        var orderId = world.NewOrderId();
        await App.CreateAsync(AppFixture.Body(orderId), orderId);

        var english = await DiagnoseAsync(orderId);
        var chinese = await DiagnoseAsync(orderId, "?language=zh");
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"orders/{orderId}/diagnosis");
        asked.Headers.Add("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
        var negotiated = (await App.SendAsync(asked)).Json;

        Assert.StartsWith("It has waited for its payer since ", english.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("自 ", chinese.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Equal(chinese.GetProperty("summary").GetString(), negotiated.GetProperty("summary").GetString());
        var kinds = Kinds(english);
        Assert.Contains(("LastAsked", "note"), kinds);
        Assert.Contains(("NextWake", "note"), kinds);
        Assert.Equal(404, (await AsAcmeAsync($"orders/{orderId}/diagnosis")).Status);
        Assert.Equal(404, (await App.GetAsync("orders/NO-SUCH-ORDER/diagnosis")).Status);
    }

    [Fact]
    public async Task What_contradicts_it_and_a_refund_that_is_stuck_are_said_to_wait_for_a_person()
    {
        var orderId = await PaidAsync();
        world.Provider.RefundPlanFor("STUCK-" + orderId, new() { End = RefundStatus.Abnormal });
        await RefundAsync(orderId, "STUCK-" + orderId);

        await Eventually.TrueAsync(async () => Kinds(await DiagnoseAsync(orderId)).Contains(("RefundStuck", "bad")));
        var said = await DiagnoseAsync(orderId);

        Assert.StartsWith("It is paid: 12.34 CNY at ", said.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            said.GetProperty("findings").EnumerateArray(),
            one => one.GetProperty("text").GetString()!.StartsWith($"Refund STUCK-{orderId} of 1.00 CNY is stuck", StringComparison.Ordinal));
    }

    private async Task<string> PaidAsync()
    {
        var orderId = world.NewOrderId();
        await App.CreateAsync(AppFixture.Body(orderId), orderId);
        world.Provider.Pay(orderId);
        await Eventually.TrueAsync(async () => await App.StateAsync(orderId) == "Paid");
        return orderId;
    }

    private async Task RefundAsync(string orderId, string refundId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"orders/{orderId}/refunds")
        {
            Content = new StringContent($$"""{"refundId":"{{refundId}}","amount":{"amount":100,"currency":"CNY"},"reason":"a broken pot"}"""),
        };
        request.Headers.Add("Idempotency-Key", refundId);
        Assert.Equal(202, (await App.SendAsync(request)).Status);
    }

    private async Task<List<(string OrderId, string Kind)>> FindAsync(string number, string? key = null)
    {
        var answer = key is null ? await App.GetAsync($"lookup/{number}") : await AsAcmeAsync($"lookup/{number}");
        return [.. answer.Json.GetProperty("orders").EnumerateArray()
            .Select(one => (one.GetProperty("orderId").GetString()!, one.GetProperty("as").GetString()!))];
    }

    private async Task<JsonElement> DiagnoseAsync(string orderId, string query = "") =>
        (await App.GetAsync($"orders/{orderId}/diagnosis{query}")).Json;

    private static List<(string Kind, string Level)> Kinds(JsonElement diagnosis) =>
        [.. diagnosis.GetProperty("findings").EnumerateArray()
            .Select(one => (one.GetProperty("kind").GetString()!, one.GetProperty("level").GetString()!))];

    private async Task<Answer> AsAcmeAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("x-api-key", Acme);
        return await App.SendAsync(request);
    }
}
