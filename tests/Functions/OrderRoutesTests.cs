using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class OrderRoutesTests(AppFixture world)
{
    private RunningApp App => world.App;

    [Fact]
    public async Task A_paid_order_tells_its_story_and_its_ledger()
    {
        var orderId = await PaidAsync();

        var order = (await App.GetAsync($"orders/{orderId}")).Json;
        var ledger = (await App.GetAsync($"orders/{orderId}/ledger")).Json;

        Assert.Equal("Paid", order.GetProperty("state").GetString());
        Assert.Equal("""{"amount":1234,"currency":"CNY"}""", order.GetProperty("paid").GetRawText());
        Assert.Equal(world.Provider.Transaction(orderId).TransactionId, order.GetProperty("transactionId").GetString());
        Assert.Equal(
            [("Created", "Merchant"), ("PrepayAccepted", "Answer"), ("PaymentSucceeded", "Notification")],
            order.GetProperty("timeline").EnumerateArray()
                .Select(entry => (entry.GetProperty("event").GetString()!, entry.GetProperty("source").GetString()!)));
        Assert.False(order.TryGetProperty("payment", out _));
        var posting = Assert.Single(ledger.GetProperty("postings").EnumerateArray());
        Assert.Equal(
            (1, "payment"), (posting.GetProperty("sequence").GetInt32(), posting.GetProperty("kind").GetString()));
        Assert.Equal(2, posting.GetProperty("entries").GetArrayLength());
    }

    [Theory]
    [InlineData("orders/ORD-nobody-made-it")]
    [InlineData("orders/ORD-nobody-made-it/ledger")]
    [InlineData("orders/no")]
    [InlineData("orders/%2F%5C%23%3F%0A")]
    [InlineData("orders/0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task An_order_that_is_not_there_is_a_problem_of_404(string path)
    {
        var answer = await App.GetAsync(path);

        Assert.Equal(404, answer.Status);
    }

    [Fact]
    public async Task Another_tenants_order_is_not_there()
    {
        var orderId = world.NewOrderId();
        await App.CreateAsync(AppFixture.Body(orderId), orderId);

        var theirs = await AskAs("the-key-of-acme-0001", HttpMethod.Get, $"orders/{orderId}");
        var close = await AskAs("the-key-of-acme-0001", HttpMethod.Post, $"orders/{orderId}/close");
        var unknown = await AskAs("a-key-that-nobody-has", HttpMethod.Get, $"orders/{orderId}");

        Assert.Equal((404, 404, 401), (theirs.Status, close.Status, unknown.Status));
        Assert.Equal("AwaitingPayment", await App.StateAsync(orderId));
    }

    [Fact]
    public async Task A_close_is_taken_and_carried_out_at_the_provider()
    {
        var orderId = world.NewOrderId();
        await App.CreateAsync(AppFixture.Body(orderId), orderId);

        var answer = await App.SendAsync(new(HttpMethod.Post, $"orders/{orderId}/close"));
        await world.Provider.Calls.WaitAsync(
            call => call.Operation == "close" && call.OutTradeNo == orderId, calls => calls.Length > 0,
            TimeSpan.FromSeconds(60), "the close at the provider", TestContext.Current.CancellationToken);

        Assert.Equal((202, "Closing"), (answer.Status, answer.Json.GetProperty("state").GetString()));
        Assert.Equal(TransactionState.Closed, world.Provider.Transaction(orderId).State);
    }

    [Fact]
    public async Task A_paid_order_is_not_closed()
    {
        var orderId = await PaidAsync();

        var answer = await App.SendAsync(new(HttpMethod.Post, $"orders/{orderId}/close"));

        Assert.Equal((409, "application/problem+json"), (answer.Status, answer.Type));
        Assert.Equal("Paid", answer.Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Every_answer_carries_the_callers_correlation_id_or_one_of_its_own()
    {
        using var named = new HttpRequestMessage(HttpMethod.Get, "orders/ORD-nobody-made-it");
        named.Headers.Add("x-correlation-id", "mine-1");
        using var hostile = new HttpRequestMessage(HttpMethod.Get, "orders/ORD-nobody-made-it");
        hostile.Headers.TryAddWithoutValidation("x-correlation-id", "<script>");

        var (theirs, ours) = (await App.SendAsync(named), await App.SendAsync(hostile));

        Assert.Equal("mine-1", theirs.Header("x-correlation-id"));
        Assert.Equal("mine-1", theirs.Json.GetProperty("correlationId").GetString());
        Assert.NotEmpty(ours.Header("x-correlation-id")!);
        Assert.DoesNotContain("<", ours.Header("x-correlation-id"), StringComparison.Ordinal);
    }

    private async Task<Answer> AskAs(string apiKey, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("x-api-key", apiKey);
        return await App.SendAsync(request);
    }

    private async Task<string> PaidAsync()
    {
        var orderId = world.NewOrderId();
        await App.CreateAsync(AppFixture.Body(orderId), orderId);
        Assert.True(world.Provider.Pay(orderId));
        await world.Provider.Deliveries.WaitAsync(
            delivery => delivery.OutTradeNo == orderId, seen => seen.Any(delivery => delivery.Acknowledged),
            TimeSpan.FromSeconds(60), "the acknowledgement", TestContext.Current.CancellationToken);
        return orderId;
    }
}
