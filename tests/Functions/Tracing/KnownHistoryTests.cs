using System.Text.Json;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Tests.Infra.Telemetry;

namespace PayFunctions.Tests.Functions.Tracing;

/// <summary>What operators are promised to see of a history: every family of metrics, and the lines that are never sampled.</summary>
[Collection(nameof(Undisturbed))]
public class KnownHistoryTests(KnownHistory history) : IClassFixture<KnownHistory>
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
        ("open_orders", 1, []),
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
    public async Task Each_family_of_metrics_tells_the_same_in_Prometheus_text_and_to_the_collector()
    {
        var wrong = await DifferencesAsync();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; tries < 100 && wrong.Count > 0; tries++) // What is under way is counted every second.
        {
            await pace.WaitForNextTickAsync(Cancellation);
            wrong = await DifferencesAsync();
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Theory]
    [InlineData("Moved", "Information")] // Money.
    [InlineData("CallbackRefused", "Warning")]
    [InlineData("InputUnreadable", "Error")]
    [InlineData("OperatorActed", "Information")]
    public async Task What_is_never_sampled_is_told_where_no_routine_line_is(string called, string severity)
    {
        var told = await history.Collector.Lines.WaitAsync(
            line => line.Event == called, seen => seen.Length > 0, TimeSpan.FromSeconds(30), called, Cancellation);

        Assert.All(told, line => Assert.Equal(severity, line.Severity));
        Assert.DoesNotContain(history.Collector.Lines.All(), line => line.Event == "OrderCreated");
        var metrics = MetricsView.Read((await history.World.App.GetAsync("metrics")).Text);
        Assert.InRange(metrics.Sum("payfunctions_log_lines_left_out_total"), 1, long.MaxValue);
    }

    private async Task<List<string>> DifferencesAsync() =>
        Differences(MetricsView.Read((await history.World.App.GetAsync("metrics")).Text), history.Collector);

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
        var daysInText = text.Total("payfunctions_certificate_days_left", ("purpose", "WeChatPayPlatform"));
        Hold(
            days.Any(left => left is > 1 and < 4000) && Math.Abs(days.Sum() - daysInText) < 0.01 * days.Length, "certificate_days_left", [],
            1, daysInText, days.Sum());
        return wrong;

        IEnumerable<ReceivedPoint> Points(string name, (string, string)[] labels) =>
            collector.Points.Values.Where(one => one.Metric == name && one.Carries(labels));

        void Hold(bool holds, string name, (string, string)[] labels, double expected, double inText, double atCollector)
        {
            if (!holds) wrong.Add($"{name}{JsonSerializer.Serialize(labels.Select(one => $"{one.Item1}={one.Item2}"))}: {expected} expected, {inText} in the text, {atCollector} at the collector");
        }
    }
}
