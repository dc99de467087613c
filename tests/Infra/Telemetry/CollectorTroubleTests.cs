using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Sandbox.Telemetry;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Infra.Telemetry;

/// <summary>A collector that is away, refuses or takes its time holds up nobody, and what it misses is counted.</summary>
public sealed class CollectorTroubleTests : IDisposable
{
    private const int Spans = 3000;
    private const int QueueMax = 512;

    private readonly MeterListener _listener = new();
    private long _dropped;
    private long _overflowed;

    public CollectorTroubleTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == PayFunctionsTelemetry.Meter && instrument.Name == "telemetry_dropped") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: "reason", Value: "queue_full" }) Interlocked.Add(ref _overflowed, count);
            }

            Interlocked.Add(ref _dropped, count);
        });
        _listener.Start();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task One_that_is_away_is_counted_and_waited_for_by_nobody()
    {
        using var export = await StartAsync(new Uri($"http://127.0.0.1:{LoopbackPort.Free()}"));

        Work();
        await export.StopAsync(Cancellation);

        Assert.InRange(_dropped, Spans, long.MaxValue);
    }

    [Fact]
    public async Task One_that_refuses_is_counted()
    {
        await using var collector = await OtlpCollector.StartAsync(Cancellation);
        collector.Answer = () => Task.FromResult(400);
        using var export = await StartAsync(collector.Url);

        Work();
        await export.StopAsync(Cancellation);

        Assert.InRange(_dropped, Spans, long.MaxValue);
        Assert.Empty(collector.Spans.All());
    }

    [Fact]
    public async Task One_that_takes_its_time_lets_the_queue_run_over_and_the_work_go_on()
    {
        var released = new TaskCompletionSource<int>();
        await using var collector = await OtlpCollector.StartAsync(Cancellation);
        collector.Answer = () => released.Task;
        using var export = await StartAsync(collector.Url);

        Work(); // It comes back although nobody has been answered yet.
        Assert.False(released.Task.IsCompleted);
        released.SetResult(200);
        await export.StopAsync(Cancellation);

        var taken = collector.Spans.Where(span => span.Name == nameof(CollectorTroubleTests)).Length;
        Assert.InRange(taken, 1, Spans - 1);
        Assert.InRange(_overflowed, Spans - taken, long.MaxValue);
    }

    private static void Work()
    {
        for (var i = 0; i < Spans; i++)
        {
            var story = Story.Open(nameof(CollectorTroubleTests), ActivityKind.Internal, TimeProvider.System.GetUtcNow());
            Story.Join(new OrderKey("default", "TROUBLE"), null);
            story!.Close(TimeProvider.System.GetUtcNow(), failed: false);
        }
    }

    private static async Task<OtlpExport> StartAsync(Uri collector)
    {
        var export = new OtlpExport(Options.Create(new TelemetryOptions
        {
            OtlpEndpoint = collector.ToString(),
            QueueMax = QueueMax,
            SendEvery = TimeSpan.FromSeconds(0.2),
            SendWithin = TimeSpan.FromSeconds(5),
        }));
        await export.StartAsync(Cancellation);
        return export;
    }
}
