using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Healing;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Reconciliation;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Tests.Functions.Reconciliation;
using PayFunctions.Tests.Infra.Telemetry;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Functions.Tracing;

/// <summary>
/// Every family of metrics that operators are promised, after a little history whose numbers are known: in <c>GET metrics</c> and
/// at the collector the same. Nothing else runs in the process, which has one meter.
/// </summary>
[Collection(nameof(Undisturbed))]
public class MetricFamiliesTests(DayFixture fixture) : IClassFixture<DayFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A counter or a gauge, and what it has to say.</summary>
    private static readonly (string Name, double Value, (string, string)[] Labels)[] Told =
    [
        ("callbacks", 1, [("provider", "wechatpay"), ("outcome", "applied")]),
        ("callbacks", 1, [("provider", "wechatpay"), ("outcome", "repeat")]),
        ("callbacks", 1, [("provider", "wechatpay"), ("outcome", "refused")]),
        ("callback_refusals", 1, [("provider", "wechatpay"), ("reason", "bad-signature")]),
        ("state_transitions", 1, [("machine", "order"), ("from", "AwaitingPayment"), ("to", "Paid"), ("repeat", "false")]),
        ("state_transitions", 1, [("machine", "order"), ("from", "Paid"), ("to", "Paid"), ("repeat", "true")]),
        ("ledger_minor_units", 1234, [("account", "receivable/wechatpay"), ("side", "debit"), ("currency", "CNY")]),
        ("ledger_minor_units", 1234, [("account", "merchant"), ("side", "credit"), ("currency", "CNY")]),
        ("open_orders", 1, [("age", "under_1m")]),
        ("open_orders", 0, [("age", "older")]),
        ("refunds_in_flight", 1, []),
        ("webhook_backlog", 1, []),
        ("channel_breaker", 1, [("channel", "wechatpay"), ("phase", "Closed")]),
        ("channel_breaker", 0, [("channel", "wechatpay"), ("phase", "Open")]),
        ("reconciliation_match_rate", 1, [("channel", "wechatpay")]),
        ("reconciliation_day_final", 1, [("channel", "wechatpay")]),
        ("poison", 1, [("kind", "OrderLifecycle")]),
    ];

    /// <summary>A histogram, and how often at least it has measured.</summary>
    private static readonly (string Name, long Times, (string, string)[] Labels)[] Measured =
    [
        ("callback_acknowledgement_seconds", 2, [("provider", "wechatpay")]),
        ("provider_call_seconds", 2, [("provider", "wechatpay"), ("operation", "prepay"), ("outcome", "answered")]),
        ("storage_request_seconds", 5, [("method", "POST"), ("status", "202")]),
    ];

    [Fact]
    public async Task Each_family_tells_the_same_in_Prometheus_text_and_to_the_collector()
    {
        await using var collector = await OtlpCollector.StartAsync(Cancellation);
        await using var webhooks = await WebhookEndpoint.StartAsync(Cancellation);
        webhooks.Secrets = [RunningApp.WebhookSecret];
        var tenant = DayFixture.NewTenant();
        await using var world = await fixture.StartAsync(Settings(collector, tenant), tenant: tenant);
        await HistoryAsync(world, webhooks.Address("busy", _ => 500));

        var wrong = await DifferencesAsync(world, collector);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; tries < 60 && wrong.Count > 0; tries++) // What is under way is counted every second.
        {
            await pace.WaitForNextTickAsync(Cancellation);
            wrong = await DifferencesAsync(world, collector);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static async Task<List<string>> DifferencesAsync(DayWorld world, OtlpCollector collector) =>
        Differences(MetricsView.Read((await world.App.GetAsync("metrics")).Text), collector);

    private static Dictionary<string, string> Settings(OtlpCollector collector, string tenant) => new()
    {
        ["Telemetry__OtlpEndpoint"] = collector.Url.ToString(),
        ["Telemetry__SendEvery"] = "00:00:00.1",
        ["Schedules__MeasureFlows"] = "* * * * * *",
        ["Orders__FirstPoll"] = "00:09:00",
        ["Refunds__FirstPoll"] = "00:09:00",
        ["Reconciliation__DueAt"] = "23:59:59",
        ["Routing__Routes__only__Channel"] = "wechatpay",
        ["Routing__Routes__only__MerchantId"] = DayFixture.Merchant,
        ["Routing__Routes__only__Tenant"] = tenant,
        [$"Webhooks__Tenants__{tenant}__Secrets__0"] = RunningApp.WebhookSecret,
    };

    /// <summary>One payment, told twice and forged once; its refund under way, its merchant not listening; and all the rest.</summary>
    private static async Task HistoryAsync(DayWorld world, Uri notify)
    {
        var (paid, waiting) = ("MET" + Guid.NewGuid().ToString("N")[..12], "MET" + Guid.NewGuid().ToString("N")[..12]);
        await CreateAsync(world, waiting, notify);
        await CreateAsync(world, paid, notify);
        world.WeChat.RefundPlanFor(paid, new() { End = RefundStatus.Processing });
        var genuine = await CapturedCallback.OfAsync(world.WeChat.SealPayment(paid), Cancellation);
        await genuine.SendAsync(world.App.Stranger, Cancellation);
        await genuine.SendAsync(world.App.Stranger, Cancellation);
        await genuine.Altered().SendAsync(world.App.Stranger, Cancellation);
        var asked = await world.PostAsync(
            $"orders/{paid}/refunds", """{"refundId":"R1","amount":{"amount":100,"currency":"CNY"}}""");
        Assert.True(asked.Status == 202, asked.Text);
        await PoisonAsync(world);
        await ReconciledAsync(world);
    }

    private static async Task CreateAsync(DayWorld world, string orderId, Uri notify)
    {
        var body = AppFixture.Body(orderId).TrimEnd().TrimEnd('}') + $",\"notify\":\"{notify}\"}}";
        var created = await world.PostAsync("orders", body);
        Assert.True(created.Status == 201, created.Text);
    }

    /// <summary>An orchestration whose input nobody can read.</summary>
    private static async Task PoisonAsync(DayWorld world)
    {
        DurableTaskClient engine = world.App.Services.GetRequiredService<EngineClient>();
        var poison = $"order-poison-{Guid.NewGuid():N}";
        await engine.ScheduleNewOrchestrationInstanceAsync("OrderLifecycle", "poison", new(poison), Cancellation);
        await Eventually.TrueAsync(async () => (await engine.GetInstanceAsync(poison, cancellation: Cancellation))!.IsCompleted);
        await world.App.Services.GetRequiredService<Healer>().RunAsync(engine, Cancellation);
    }

    /// <summary>A day that agrees, looked at once it is due.</summary>
    private static async Task ReconciledAsync(DayWorld world)
    {
        world.Both(100);
        await world.WriteAsync();
        await world.ReconcileAsync();
        var services = world.App.Services;
        var watch = new WatchDays(
            services.GetRequiredService<DayStarting>(), services.GetRequiredService<DayQuality>(),
            services.GetRequiredService<ReconciliationBook>(), new ManualClock(DayFixture.Yesterday.AddDays(2)),
            new LogLines<WatchDays>([]));
        await watch.RunAsync(new TimerInfo(), Cancellation);
    }

    private static List<string> Differences(MetricsView text, OtlpCollector collector)
    {
        var wrong = new List<string>();
        foreach (var (name, value, labels) in Told)
        {
            var inText = text.Total($"payfunctions_{name}", labels) + text.Total($"payfunctions_{name}_total", labels);
            var atCollector = Points(name, labels).Sum(one => one.Value);
            Hold(inText.Equals(value) && atCollector.Equals(value) && Points(name, labels).Any(), name, labels, value, inText, atCollector);
        }

        foreach (var (name, times, labels) in Measured)
        {
            var inText = text.Total($"payfunctions_{name}_count", labels);
            var points = Points(name, labels).ToArray();
            Hold(inText >= times && points.Sum(one => one.Count) >= times, name, labels, times, inText, points.Sum(one => one.Count));
            Hold(points.All(one => one.Bounds is [0.001, ..] && one.Value > 0), $"the buckets of {name}", labels, 0, 0, 0);
        }

        // Each account's, and never the same twice: a certificate of the provider's platform ends in years.
        var days = Points("certificate_days_left", [("purpose", "WeChatPayPlatform")]).Select(one => one.Value).ToArray();
        Hold(days.Any(left => left is > 1 and < 4000), "certificate_days_left", [], 1, days.Length, days.FirstOrDefault());
        return wrong;

        IEnumerable<ReceivedPoint> Points(string name, (string, string)[] labels) =>
            collector.Points.Values.Where(one => one.Metric == name && one.Carries(labels));

        void Hold(bool holds, string name, (string, string)[] labels, double expected, double inText, double atCollector)
        {
            if (!holds) wrong.Add($"{name}{JsonSerializer.Serialize(labels.Select(one => $"{one.Item1}={one.Item2}"))}: {expected} expected, {inText} in the text, {atCollector} at the collector");
        }
    }
}
