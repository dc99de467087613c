using System.Diagnostics.Metrics;

namespace PayFunctions.Infra.Telemetry;

/// <summary>How many orders, refunds and messages are under way, as it was last counted: gauges for whoever reads them.</summary>
/// <remarks>One instance counts for all. A count that nobody has renewed is not told any more: it would be a lie.</remarks>
public sealed class FlowGauges
{
    private static readonly TimeSpan ToldFor = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _clock;
    private volatile FlowCounts? _last;

    public FlowGauges(TimeProvider clock)
    {
        _clock = clock;
        var meter = PayFunctionsTelemetry.Meter;
        meter.CreateObservableGauge(
            "open_orders", () => Fresh?.OpenOrders() ?? [], description: "Orders that have not ended, by age");
        meter.CreateObservableGauge(
            "refunds_in_flight", () => Told(Fresh?.Refunds), description: "Refunds that have not ended");
        meter.CreateObservableGauge(
            "webhook_backlog", () => Told(Fresh?.Webhooks), description: "Messages that merchants have not taken yet");
    }

    private FlowCounts? Fresh => _last is { } last && _clock.GetUtcNow() - last.At <= ToldFor ? last : null;

    public void Take(FlowCounts counts) => _last = counts;

    private static IEnumerable<Measurement<int>> Told(int? count) => count is { } told ? [new(told)] : [];
}
