using PayFunctions.Refunds;
using PayFunctions.Sandbox.Telemetry;

namespace PayFunctions.Tests.Functions.Tracing;

/// <summary>What holds an order's story together beyond one process, and what each of its lines says whose it is.</summary>
public sealed class OrderStoryTests(TracedAppFixture world) : IClassFixture<TracedAppFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refund_that_another_process_takes_next_week_joins_its_orders_trace()
    {
        var orderId = await PaidAsync(world.App, notify: null);
        var paid = await world.SpansAsync(orderId, seen => seen.Length >= 2);

        await using var later = await world.StartAnotherAsync(); // It knows of the order what its row says, and no more.
        using var request = new HttpRequestMessage(HttpMethod.Post, $"orders/{orderId}/refunds")
        {
            Content = new StringContent("""{"refundId":"R1","amount":{"amount":1234,"currency":"CNY"}}"""),
        };
        request.Headers.Add("Idempotency-Key", $"R1-{orderId}");
        Assert.Equal(202, (await later.SendAsync(request)).Status);

        var seen = await world.SpansAsync(orderId, seen => seen.Any(span => span.Name == nameof(AskRefund)));
        var spans = seen.DistinctBy(span => span.SpanId).ToArray(); // Within this one process both apps send each span.
        var asked = Assert.Single(spans, span => span.Name == nameof(RequestRefund));
        Assert.Equal(paid[0].TraceId, Assert.Single(spans.Select(span => span.TraceId).Distinct()));
        Assert.Contains(spans, span => span.SpanId == asked.ParentId);
    }

    [Fact]
    public async Task Lines_carry_the_order_the_provider_the_notification_the_key_and_the_attempt()
    {
        var address = world.Webhooks.Address(world.NewOrderId());
        await using var app = await world.StartAnotherAsync();
        var orderId = await PaidAsync(app, address);

        var created = await LineAsync("OrderCreated", orderId);
        var moved = await LineAsync("Moved", orderId, line => line.Fields.ContainsKey("notification_id"));
        var told = await LineAsync("Attempted", orderId);

        Assert.Equal(orderId, created.Fields["idempotency_key"]);
        Assert.Equal("wechatpay", moved.Fields["provider"]);
        Assert.Equal("1", told.Fields["attempt"]);
    }

    private async Task<string> PaidAsync(RunningApp app, Uri? notify)
    {
        var orderId = world.NewOrderId();
        var body = AppFixture.Body(orderId);
        if (notify is not null) body = body.TrimEnd().TrimEnd('}') + $",\"notify\":\"{notify}\"}}";
        Assert.Equal(201, (await app.CreateAsync(body, orderId)).Status);
        Assert.True(world.Provider.Pay(orderId));
        await Eventually.TrueAsync(async () => await app.StateAsync(orderId) == "Paid");
        return orderId;
    }

    private async Task<ReceivedLine> LineAsync(string called, string orderId, Func<ReceivedLine, bool>? fits = null) =>
        (await world.Collector.Lines.WaitAsync(
            line => line.Event == called && line.Fields.GetValueOrDefault("order_id") == orderId && fits?.Invoke(line) != false,
            seen => seen.Length > 0, TimeSpan.FromSeconds(60), $"{called} of {orderId}", Cancellation))[0];
}
