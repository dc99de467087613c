using PayFunctions.Orders;
using PayFunctions.Refunds;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Webhooks;

namespace PayFunctions.Tests.Functions.Tracing;

public sealed class OrderTraceTests(TracedAppFixture world) : IClassFixture<TracedAppFixture>
{
    private const string TheirTrace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string TheirSpan = "00f067aa0ba902b7";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Paying_refunding_and_telling_the_merchant_is_one_connected_trace()
    {
        var orderId = world.NewOrderId();
        var address = world.Webhooks.Address(orderId);
        await CreateAsync(orderId, address, $"00-{TheirTrace}-{TheirSpan}-01");
        Assert.True(world.Provider.Pay(orderId));
        await TextsAsync(address, 1);

        await RefundAsync(orderId);
        var told = await TextsAsync(address, 3);
        var spans = await world.SpansAsync(
            orderId, seen => Names(seen, nameof(AttemptWebhook)) >= 3 && Names(seen, nameof(AskRefund)) >= 1 && Array.Exists(seen, IsRefunded));

        Assert.Equal(TheirTrace, Assert.Single(spans.Select(span => span.TraceId).Distinct()));
        Assert.All(spans, span => Assert.True(span.ParentId == TheirSpan || spans.Any(one => one.SpanId == span.ParentId), $"{span}"));
        foreach (var step in (string[])[
            nameof(CreateOrder), "prepay", "WeChatPayCallback", nameof(RequestRefund), "refund", nameof(AskRefund),
            nameof(AttemptWebhook), "webhook"])
        {
            Assert.Contains(spans, span => span.Name == step);
        }

        Assert.Contains(spans, span => span.Tag("order") == "AwaitingPayment > Paid: payment");
        Assert.Contains(spans, IsRefunded);
        Assert.Equal(TheirSpan, Assert.Single(spans, span => span.Name == nameof(CreateOrder)).ParentId);
        Assert.All(told, one => Assert.Contains(
            spans, span => span.Name == "webhook" && one.Traceparent == $"00-{TheirTrace}-{span.SpanId}-01"));
        Assert.All(told, one => Assert.Equal($"order_id={orderId}", one.Baggage));
        Assert.All(spans, span => Assert.Equal("tests", span.Resource["deployment.environment.name"]));
    }

    [Fact]
    public async Task What_tells_the_merchant_hangs_below_whatever_heard_of_the_payment_first()
    {
        var orderId = world.NewOrderId();
        var address = world.Webhooks.Address(orderId);
        await CreateAsync(orderId, address);

        Assert.True(world.Provider.Pay(orderId));
        await TextsAsync(address, 1);

        var spans = await world.SpansAsync(orderId, seen => Names(seen, nameof(AttemptWebhook)) >= 1);
        var root = Assert.Single(spans, span => span.Name == nameof(CreateOrder));
        var attempt = Assert.Single(spans, span => span.Name == nameof(AttemptWebhook));
        var heard = Assert.Single(spans, span => span.SpanId == attempt.ParentId);
        Assert.Contains(heard.Name, (string[])["WeChatPayCallback", nameof(AskOrder)]); // A poll may be the faster one.
        Assert.Equal(("", root.SpanId), (root.ParentId, heard.ParentId));
    }

    [Fact]
    public async Task A_wake_is_one_span_however_often_its_orchestrator_replays()
    {
        var orderId = world.NewOrderId();
        await CreateAsync(orderId, notify: null);
        await world.SpansAsync(orderId, seen => Names(seen, nameof(AskOrder)) >= 6);
        Assert.True(world.Provider.Pay(orderId));
        await Eventually.TrueAsync(async () => await world.App.StateAsync(orderId) == "Paid");
        await world.SpansAsync(orderId, seen => Names(seen, "WeChatPayCallback") > 0);

        var spans = world.Collector.Spans.Where(span => span.Tag("order_id") == orderId);
        var queries = world.Provider.Calls.Where(call => call.Operation == "query" && call.OutTradeNo == orderId);

        Assert.DoesNotContain(spans, span => span.Name == nameof(OrderLifecycle));
        Assert.Equal(queries.Length, Names(spans, "query"));
        Assert.InRange(Names(spans, nameof(AskOrder)), queries.Length, queries.Length + 1);
        Assert.Equal(spans.Length, spans.Select(span => span.SpanId).Distinct().Count());
    }

    [Fact]
    public async Task A_callback_that_names_no_order_of_ours_is_a_trace_of_its_own()
    {
        var orderId = world.NewOrderId();
        await CreateAsync(orderId, notify: null);

        await world.Provider.ForgeAsync(orderId, NoticeFault.WrongSignature, 1, Cancellation);

        // Lines are this app's own; spans are also those of other apps in this process.
        var told = await world.Collector.Lines.WaitAsync(
            line => line.Event == "CallbackRefused", seen => seen.Length > 0, TimeSpan.FromSeconds(60), "its line", Cancellation);
        var refused = await world.Collector.Spans.WaitAsync(
            span => span.TraceId == told[0].TraceId, seen => seen.Length > 0,
            TimeSpan.FromSeconds(60), "the refused callback's span", Cancellation);
        Assert.All(refused, span => Assert.Equal(("WeChatPayCallback", "", null), (span.Name, span.ParentId, span.Tag("order_id"))));
    }

    [Fact]
    public async Task Log_lines_and_metrics_come_along_and_lines_name_the_orders_trace()
    {
        var orderId = world.NewOrderId();
        await CreateAsync(orderId, notify: null);
        Assert.True(world.Provider.Pay(orderId));
        var spans = await world.SpansAsync(orderId, seen => Names(seen, "WeChatPayCallback") > 0);

        var moved = await world.Collector.Lines.WaitAsync(
            line => line.Event == "Moved" && line.Fields["Order"].Contains(orderId, StringComparison.Ordinal), seen => seen.Length >= 2,
            TimeSpan.FromSeconds(60), "the lines of the order's moves", Cancellation);
        await Eventually.TrueAsync(() => Task.FromResult(world.Collector.Points.Values.Any(one => one.Metric == "ledger_minor_units")));

        Assert.All(moved, line => Assert.Equal(spans[0].TraceId, line.TraceId));
        Assert.All(moved, line => Assert.Contains(spans, span => span.SpanId == line.SpanId));
        Assert.Contains(world.Collector.Points.Values, one => one.Metric == "callbacks");
    }

    [Fact]
    public async Task What_is_under_way_and_what_was_booked_is_measured()
    {
        var orderId = world.NewOrderId();
        await CreateAsync(orderId, notify: null);
        Assert.True(world.Provider.Pay(orderId));

        await Eventually.TrueAsync(async () =>
        {
            var metrics = (await world.App.GetAsync("metrics")).Text;
            return metrics.Contains("payfunctions_open_orders{age=\"under_1m\"}", StringComparison.Ordinal)
                && metrics.Contains("payfunctions_webhook_backlog ", StringComparison.Ordinal)
                && metrics.Contains(
                    "payfunctions_ledger_minor_units_total{account=\"receivable/wechatpay\",side=\"debit\",currency=\"CNY\"}",
                    StringComparison.Ordinal);
        });
    }

    /// <summary>From <c>Processing</c>, or from <c>Requested</c> where the notification outran the answer.</summary>
    private static bool IsRefunded(ReceivedSpan span) =>
        span.Tag("refund")?.EndsWith("> Succeeded: refund", StringComparison.Ordinal) == true;

    private static int Names(IEnumerable<ReceivedSpan> spans, string name) => spans.Count(span => span.Name == name);

    private async Task CreateAsync(string orderId, Uri? notify, string? traceparent = null)
    {
        var body = AppFixture.Body(orderId);
        if (notify is not null) body = body.TrimEnd().TrimEnd('}') + $",\"notify\":\"{notify}\"}}";
        var answer = traceparent is null
            ? await world.App.CreateAsync(body, orderId)
            : await world.App.CreateAsync(body, orderId, ("traceparent", traceparent));
        Assert.Equal(201, answer.Status);
    }

    private async Task RefundAsync(string orderId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"orders/{orderId}/refunds")
        {
            Content = new StringContent("""{"refundId":"R1","amount":{"amount":1234,"currency":"CNY"}}"""),
        };
        request.Headers.Add("Idempotency-Key", $"R1-{orderId}");
        Assert.Equal(202, (await world.App.SendAsync(request)).Status);
    }

    private Task<WebhookReceived[]> TextsAsync(Uri address, int count) => world.Webhooks.WaitAsync(
        address, seen => seen.Length >= count, TimeSpan.FromSeconds(60), Cancellation);
}
