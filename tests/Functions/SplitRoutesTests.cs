using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Core;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Splits;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class SplitRoutesTests(AppFixture world)
{
    private const string Acme = "the-key-of-acme-0001";

    private RunningApp App => world.App;

    [Fact]
    public async Task A_split_is_taken_sent_notified_and_told_with_its_order()
    {
        var orderId = await PaidAsync();

        var taken = await SplitAsync(orderId, Body("SPL1", (AppSettings.Partner, 300), (AppSettings.Agent, 100)));
        // The app's first question comes after 15 s: it is the provider's notifications that end it.
        await UntilAsync(orderId, "SPL1", "Done");

        Assert.Equal((202, "Requested"), (taken.Status, taken.Json.GetProperty("state").GetString()));
        Assert.Equal($"/api/orders/{orderId}/splits/SPL1", taken.Header("Location"));
        var order = (await App.GetAsync($"orders/{orderId}")).Json;
        Assert.Equal("Open", order.GetProperty("sharing").GetString());
        Assert.Equal("""{"amount":400,"currency":"CNY"}""", order.GetProperty("shared").GetRawText());
        var split = Assert.Single(order.GetProperty("splits").EnumerateArray());
        Assert.Equal(834, split.GetProperty("rest").GetProperty("amount").GetInt64());
        Assert.All(
            split.GetProperty("receivers").EnumerateArray(),
            share => Assert.Equal("Received", share.GetProperty("result").GetString()));
        Assert.Contains(
            order.GetProperty("timeline").EnumerateArray(),
            entry => entry.GetProperty("event").GetString()!.StartsWith("Split", StringComparison.Ordinal)
                && entry.GetProperty("to").GetString() == "Done"
                && entry.GetProperty("splitId").GetString() == "SPL1");
    }

    [Fact]
    public async Task The_same_request_again_gets_the_stored_answer_and_under_another_key_the_same_split()
    {
        var orderId = await PaidAsync();
        var body = Body("SPL1", (AppSettings.Partner, 300));

        var first = await SplitAsync(orderId, body, "split-1-" + orderId);
        var replayed = await SplitAsync(orderId, body, "split-1-" + orderId);
        var repeated = await SplitAsync(orderId, body, "split-2-" + orderId);
        var other = await SplitAsync(orderId, Body("SPL1", (AppSettings.Partner, 301)));

        Assert.Equal(first.Text, replayed.Text);
        Assert.Equal("true", replayed.Header("Idempotent-Replayed"));
        Assert.Equal((202, 409), (repeated.Status, other.Status));
        Assert.Contains("split-exists", other.Text, StringComparison.Ordinal);
        await UntilAsync(orderId, "SPL1", "Done");
        Assert.Single(world.Provider.Splits(orderId));
    }

    [Fact]
    public async Task A_share_comes_back_and_no_more_than_it_was()
    {
        var orderId = await PaidAsync();
        await SplitAsync(orderId, Body("SPL1", (AppSettings.Partner, 300)));
        await UntilAsync(orderId, "SPL1", "Done");

        var taken = await ReturnAsync(orderId, "RET1", 120);
        var above = await ReturnAsync(orderId, "RET2", 181);
        await Eventually.TrueAsync(async () => await SharedAsync(orderId) == 180, "120 of 300 are back");

        Assert.Equal((202, 422), (taken.Status, above.Status));
        Assert.Contains("Received by the split: 300", above.Text, StringComparison.Ordinal);
        Assert.Equal(120, Assert.Single(world.Provider.SplitReturns(orderId)).Amount);
    }

    [Fact]
    public async Task A_refund_calls_back_what_it_lacks_and_then_goes()
    {
        var orderId = await PaidAsync();
        await SplitAsync(orderId, Body("SPL1", (AppSettings.Partner, 300), (AppSettings.Agent, 100)));
        await UntilAsync(orderId, "SPL1", "Done");

        await PostAsync(
            $"orders/{orderId}/refunds",
            $$"""{"refundId":"R1-{{orderId}}","amount":{"amount":1000,"currency":"CNY"} }""", "refund-" + orderId);
        await Eventually.TrueAsync(
            async () => await App.StateAsync(orderId) == "PartiallyRefunded", $"{orderId} refunded");

        Assert.Equal(234, await SharedAsync(orderId)); // 1234 - 1000: only what was missing came back.
        Assert.Equal(166, world.Provider.SplitReturns(orderId).Sum(given => given.Amount));
    }

    [Theory]
    [InlineData("""{"splitId":"S","receivers":[{"account":"1900000011","amount":{"amount":1.5,"currency":"CNY"}}]}""", "receivers[0].amount.amount")]
    [InlineData("""{"splitId":"S","receivers":[{"account":"1900000011","amount":{"amount":1}}]}""", "receivers[0].amount.currency")]
    [InlineData("""{"splitId":"S","receivers":[{"account":"1900000011","amount":{"amount":1,"currency":"CNY"},"name":"Li"}]}""", "receivers[0].name")]
    [InlineData("""{"splitId":"S","receivers":[{"account":"1","amount":{"amount":1,"currency":"CNY"}},{"account":"1","amount":{"amount":1,"currency":"CNY"}}]}""", "receivers[1].account")]
    [InlineData("""{"splitId":"S","receivers":["1900000011"]}""", "receivers[0]")]
    [InlineData("""{"splitId":"S","receivers":{"account":"1900000011"}}""", "receivers")]
    [InlineData("""{"splitId":"S","receivers":[]}""", "receivers")]
    [InlineData("""{"splitId":"S","unfreezeRest":"yes"}""", "unfreezeRest")]
    [InlineData("""{"splitId":"auto-1","unfreezeRest":true}""", "splitId")]
    [InlineData("{}", "splitId")]
    [InlineData("[]", "body")]
    public async Task What_can_not_be_read_is_named(string body, string field)
    {
        var answer = await SplitAsync(world.NewOrderId(), body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(field, answer.Fields);
    }

    [Fact]
    public async Task More_receivers_than_a_split_has_are_refused_with_the_number()
    {
        var many = Enumerable.Range(1, 51).Select(nth => ($"19000000{nth:D2}", 1L)).ToArray();

        var answer = await SplitAsync(world.NewOrderId(), Body("SPL1", many));

        Assert.Equal(400, answer.Status);
        Assert.Contains("holds 51, which is more than 50", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_breaks_a_rule_is_told_with_its_numbers_and_moves_nothing()
    {
        var orderId = await PaidAsync();
        var (plain, unpaid) = (await PaidAsync(isShared: false), world.NewOrderId());
        await App.CreateAsync(Body(unpaid, isShared: true), unpaid);
        var topUp = world.NewOrderId();
        var both = await App.CreateAsync(
            Body(topUp, isShared: true).Replace("\"orderId\"", "\"topUp\":\"acc\",\"orderId\"", StringComparison.Ordinal), topUp);
        (string OrderId, string Account, long Amount, string Currency, int Status, string Says)[] asked =
        [
            (orderId, AppSettings.Partner, 1235, "CNY", 422, "left: 1234, asked for: 1235 CNY to 1900000011"),
            (orderId, "1900000099", 1, "CNY", 422, "1 CNY to 1900000099"),
            (orderId, AppSettings.Partner, 1, "USD", 422, "paid in CNY"),
            (plain, AppSettings.Partner, 1, "CNY", 409, "not-for-sharing"),
            (unpaid, AppSettings.Partner, 1, "CNY", 409, "Paid: 0 CNY"),
            (world.NewOrderId(), AppSettings.Partner, 1, "CNY", 404, "no-such-order"),
        ];

        foreach (var one in asked)
        {
            var answer = await SplitAsync(
                one.OrderId, Body("SPL1", one.Currency, (one.Account, one.Amount)));
            Assert.Equal(one.Status, answer.Status);
            Assert.Contains(one.Says, answer.Text, StringComparison.Ordinal);
        }

        Assert.Contains("profitSharing", both.Fields);
        Assert.Empty(world.Provider.Splits(orderId));
        Assert.Equal(0, await SharedAsync(orderId));
    }

    [Fact]
    public async Task A_quarantined_share_is_resolved_by_what_the_provider_says_now()
    {
        var orderId = await PaidAsync();
        await SplitAsync(orderId, Body("SPL1", (AppSettings.Partner, 300)));
        await UntilAsync(orderId, "SPL1", "Done");
        var wrong = new ShareNotice
        {
            Id = $"EV-{orderId}",
            Number = $"{orderId}-S1",
            At = DateTimeOffset.UtcNow,
            Provider = "wechatpay",
            MerchantId = "1900000001",
            Account = AppSettings.Partner,
            Amount = new(301, Currency.Cny),
        };
        var applied = await App.Services.GetRequiredService<SplitBook>().ApplyAsync(
            new("default", orderId), wrong, TestContext.Current.CancellationToken);

        var resolved = await PostAsync(
            $"quarantine/EV-{orderId}/resolve", """{"action":"apply","reason":"A typing error","by":"ops"}""", "apply-" + orderId);

        Assert.Equal(ApplyOutcome.Quarantined, applied.Outcome);
        Assert.Equal(200, resolved.Status);
        Assert.Equal("SPL1", resolved.Json.GetProperty("splitId").GetString());
        Assert.Equal("Done: Done", resolved.Json.GetProperty("resolution").GetProperty("outcome").GetString());
        Assert.Equal(300, await SharedAsync(orderId));
    }

    [Fact]
    public async Task Another_tenants_splits_are_not_there()
    {
        var orderId = await PaidAsync();
        await SplitAsync(orderId, Body("SPL1", (AppSettings.Partner, 300)));

        var read = await AskAs(Acme, HttpMethod.Get, $"orders/{orderId}/splits/SPL1");
        var asked = await AskAs(Acme, HttpMethod.Post, $"orders/{orderId}/splits", Body("SPL2", (AppSettings.Partner, 1)));
        var back = await AskAs(Acme, HttpMethod.Post, $"orders/{orderId}/splits/SPL1/returns", ReturnBody("RET1", 1));

        Assert.Equal((404, 404, 404), (read.Status, asked.Status, back.Status));
    }

    private static string Body(string splitId, params (string Account, long Amount)[] receivers) =>
        Body(splitId, "CNY", receivers);

    private static string Body(string splitId, string currency, params (string Account, long Amount)[] receivers) =>
        JsonSerializer.Serialize(new
        {
            splitId,
            receivers = receivers.Select(one => new { account = one.Account, amount = new { amount = one.Amount, currency } }),
        });

    private static string Body(string orderId, bool isShared) => isShared
        ? AppFixture.Body(orderId).Replace("{\"orderId\"", "{\"profitSharing\":true,\"orderId\"", StringComparison.Ordinal)
        : AppFixture.Body(orderId);

    private static string ReturnBody(string returnId, long amount) => JsonSerializer.Serialize(
        new { returnId, account = AppSettings.Partner, amount = new { amount, currency = "CNY" } });

    private Task<Answer> SplitAsync(string orderId, string body, string? key = null) =>
        PostAsync($"orders/{orderId}/splits", body, key ?? Guid.NewGuid().ToString());

    private Task<Answer> ReturnAsync(string orderId, string returnId, long amount) => PostAsync(
        $"orders/{orderId}/splits/SPL1/returns", ReturnBody(returnId, amount), Guid.NewGuid().ToString());

    private Task<Answer> PostAsync(string path, string body, string key) => App.SendAsync(
        new(HttpMethod.Post, path)
        {
            Content = new StringContent(body),
            Headers = { { "Idempotency-Key", key } },
        });

    private async Task<Answer> AskAs(string key, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body);
        request.Headers.Add("x-api-key", key);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return await App.SendAsync(request);
    }

    private Task<bool> UntilAsync(string orderId, string splitId, string state) => Eventually.TrueAsync(
        async () => (await App.GetAsync($"orders/{orderId}/splits/{splitId}")).Json.GetProperty("state").GetString() == state,
        $"{splitId} {state}");

    private async Task<long> SharedAsync(string orderId) =>
        (await App.GetAsync($"orders/{orderId}")).Json.GetProperty("shared").GetProperty("amount").GetInt64();

    private async Task<string> PaidAsync(bool isShared = true)
    {
        var orderId = world.NewOrderId();
        await App.CreateAsync(Body(orderId, isShared), orderId);
        Assert.True(world.Provider.Pay(orderId));
        await world.Provider.Deliveries.WaitAsync(
            delivery => delivery.OutTradeNo == orderId, seen => seen.Any(delivery => delivery.Acknowledged),
            TimeSpan.FromSeconds(60), $"the acknowledgement of {orderId}", TestContext.Current.CancellationToken);
        return orderId;
    }
}
