using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class RefundRoutesTests(AppFixture world)
{
    private const string Acme = "the-key-of-acme-0001";

    private RunningApp App => world.App;

    [Fact]
    public async Task A_refund_is_taken_sent_notified_and_told_with_its_order()
    {
        var orderId = await PaidAsync();

        var taken = await AskAsync(orderId, Body("R1-" + orderId, 200));
        await UntilAsync(orderId, "R1-" + orderId, "Succeeded");

        Assert.Equal((202, "Requested"), (taken.Status, taken.Json.GetProperty("state").GetString()));
        Assert.Equal($"/api/orders/{orderId}/refunds/R1-{orderId}", taken.Header("Location"));
        var order = (await App.GetAsync($"orders/{orderId}")).Json;
        Assert.Equal("PartiallyRefunded", order.GetProperty("state").GetString());
        Assert.Equal("""{"amount":200,"currency":"CNY"}""", order.GetProperty("refunded").GetRawText());
        var refund = Assert.Single(order.GetProperty("refunds").EnumerateArray());
        Assert.Equal(
            world.Provider.Refunds(orderId).Single().RefundId, refund.GetProperty("providerRefundId").GetString());
        Assert.Contains(
            order.GetProperty("timeline").EnumerateArray(),
            entry => entry.GetProperty("event").GetString() == "RefundSucceeded"
                && entry.GetProperty("refundId").GetString() == "R1-" + orderId);
    }

    [Fact]
    public async Task The_same_request_again_gets_the_stored_answer_and_under_another_key_the_same_refund()
    {
        var orderId = await PaidAsync();
        var body = Body("R1-" + orderId, 200);

        var first = await AskAsync(orderId, body, "key-1-" + orderId);
        var replayed = await AskAsync(orderId, body, "key-1-" + orderId);
        var repeated = await AskAsync(orderId, body, "key-2-" + orderId);

        Assert.Equal(first.Text, replayed.Text);
        Assert.Equal("true", replayed.Header("Idempotent-Replayed"));
        Assert.Equal(202, repeated.Status);
        await UntilAsync(orderId, "R1-" + orderId, "Succeeded");
        Assert.Single(world.Provider.Refunds(orderId));
    }

    [Theory]
    [InlineData("{\"refundId\":\"R\",\"amount\":{\"amount\":1.5,\"currency\":\"CNY\"}}", "amount.amount")]
    [InlineData("{\"refundId\":\"R\",\"amount\":{\"amount\":0,\"currency\":\"CNY\"}}", "amount.amount")]
    [InlineData("{\"refundId\":\"R\",\"amount\":{\"amount\":100}}", "amount.currency")]
    [InlineData("{\"refundId\":\"late-1\",\"amount\":{\"amount\":1,\"currency\":\"CNY\"}}", "refundId")]
    [InlineData("{\"refundId\":\"R/1\",\"amount\":{\"amount\":1,\"currency\":\"CNY\"}}", "refundId")]
    [InlineData("{\"refundId\":\"R\",\"amount\":{\"amount\":1,\"currency\":\"CNY\"},\"to\":\"me\"}", "to")]
    [InlineData("{}", "refundId")]
    [InlineData("[]", "body")]
    public async Task What_can_not_be_read_is_named(string body, string field)
    {
        var orderId = await PaidAsync();

        var answer = await AskAsync(orderId, body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(field, answer.Fields);
    }

    [Fact]
    public async Task What_breaks_a_rule_is_told_with_its_numbers_and_moves_nothing()
    {
        var orderId = await PaidAsync();
        var unpaid = world.NewOrderId();
        await App.CreateAsync(AppFixture.Body(unpaid), unpaid);

        var above = await AskAsync(orderId, Body("R1", 1235));
        var other = await AskAsync(orderId, Body("R2", 100, "USD"));
        var early = await AskAsync(unpaid, Body("R3", 100));

        Assert.Equal((422, 422, 409), (above.Status, other.Status, early.Status));
        Assert.Contains("left: 1234, asked for: 1235 CNY", above.Text, StringComparison.Ordinal);
        Assert.Contains("paid in CNY; asked for: USD", other.Text, StringComparison.Ordinal);
        Assert.Contains("Paid: 0 CNY", early.Text, StringComparison.Ordinal);
        Assert.Empty(world.Provider.Refunds(orderId));
        Assert.Equal("Paid", await App.StateAsync(orderId));
    }

    [Fact]
    public async Task Another_tenants_refunds_are_not_there()
    {
        var orderId = await PaidAsync();
        var refundId = "R1-" + orderId;
        await AskAsync(orderId, Body(refundId, 100));
        const string word = """{"reason":"Not mine"}""";

        var read = await AskAs(Acme, HttpMethod.Get, $"orders/{orderId}/refunds/{refundId}");
        var asked = await AskAs(Acme, HttpMethod.Post, $"orders/{orderId}/refunds", Body("R2", 100));
        var restart = await AskAs(Acme, HttpMethod.Post, $"orders/{orderId}/refunds/{refundId}/restart", word);
        var giveUp = await AskAs(Acme, HttpMethod.Post, $"orders/{orderId}/refunds/{refundId}/give-up", word);

        Assert.Equal((404, 404, 404, 404), (read.Status, asked.Status, restart.Status, giveUp.Status));
    }

    [Fact]
    public async Task Only_a_stuck_refund_is_decided_on_and_a_reason_is_needed()
    {
        var orderId = await PaidAsync();
        var refundId = "R1-" + orderId;
        await AskAsync(orderId, Body(refundId, 1234));
        await UntilAsync(orderId, refundId, "Succeeded");
        var path = $"orders/{orderId}/refunds/{refundId}/give-up";

        var without = await PostAsync(path, "{}", "without-" + orderId);
        var with = await PostAsync(path, """{"reason":"A mistake","by":"ops"}""", "with-" + orderId);

        Assert.Equal((400, 409), (without.Status, with.Status));
        Assert.Contains("It is Succeeded", with.Text, StringComparison.Ordinal);
        Assert.Equal("Refunded", await App.StateAsync(orderId));
    }

    [Fact]
    public async Task A_quarantined_payment_is_another_tenants_secret_and_is_resolved_once()
    {
        var orderId = world.NewOrderId();
        await App.CreateAsync(AppFixture.Body(orderId), orderId);
        Assert.True(world.Provider.Pay(orderId, total: 1233));
        var path = $"quarantine/{await NoticeAsync(orderId)}/resolve";
        const string refund = """{"action":"refund","reason":"Paid wrongly","by":"ops"}""";

        var theirs = await AskAs(Acme, HttpMethod.Post, path, refund);
        var unread = await PostAsync(path, """{"action":"burn"}""", "burn-" + orderId);
        var resolved = await PostAsync(path, refund, "refund-" + orderId);
        var again = await PostAsync(path, """{"action":"dismiss","reason":"Done"}""", "dismiss-" + orderId);

        Assert.Equal((404, 400, 200, 409), (theirs.Status, unread.Status, resolved.Status, again.Status));
        Assert.Equal(["action", "reason"], unread.Fields);
        Assert.Equal("Closed", await App.StateAsync(orderId));
        await Eventually.TrueAsync(async () => (await App.GetAsync($"orders/{orderId}/ledger")).Text
            .Contains("suspense-refund", StringComparison.Ordinal));
        Assert.Equal(1233, world.Provider.Refunds(orderId).Single().Amount);
    }

    private static string Body(string refundId, long amount, string currency = "CNY") =>
        $$"""{"refundId":"{{refundId}}","amount":{"amount":{{amount}},"currency":"{{currency}}"},"reason":"A broken pot"}""";

    private Task<Answer> AskAsync(string orderId, string body, string? key = null) =>
        PostAsync($"orders/{orderId}/refunds", body, key ?? Guid.NewGuid().ToString());

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

    private Task<bool> UntilAsync(string orderId, string refundId, string state) => Eventually.TrueAsync(
        async () => (await App.GetAsync($"orders/{orderId}/refunds/{refundId}")).Text
            .Contains($"\"state\":\"{state}\"", StringComparison.Ordinal),
        $"{refundId} {state}");

    private async Task<string> PaidAsync()
    {
        var orderId = world.NewOrderId();
        await App.CreateAsync(AppFixture.Body(orderId), orderId);
        Assert.True(world.Provider.Pay(orderId));
        await NoticeAsync(orderId);
        return orderId;
    }

    private async Task<string> NoticeAsync(string orderId)
    {
        var deliveries = await world.Provider.Deliveries.WaitAsync(
            delivery => delivery.OutTradeNo == orderId, seen => seen.Any(delivery => delivery.Acknowledged),
            TimeSpan.FromSeconds(60), $"the acknowledgement of {orderId}", TestContext.Current.CancellationToken);
        return deliveries[0].NoticeId;
    }
}
