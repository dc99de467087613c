using System.Runtime.CompilerServices;
using OpenTelemetry;

namespace PayFunctions.Infra.Telemetry;

/// <summary>Tells of every batch what came of it: what a collector refused, or did not answer in time, is lost.</summary>
/// <param name="signal">spans, logs: under which it is counted.</param>
internal sealed class CountedExporter<T>(string signal, BaseExporter<T> inner) : BaseExporter<T>
    where T : class
{
    private readonly KeyValuePair<string, object?> _signal = new("signal", signal);
    private long _overflowed;

    /// <summary>How many the queue in front has dropped so far.</summary>
    public Func<long> Queue { get; set; } = static () => 0;

    public override ExportResult Export(in Batch<T> batch)
    {
        var count = batch.Count;
        CountOverflow();
        // The one inside asks its provider for the resource, and only the outer one is ever told who that is.
        if (inner.ParentProvider is null && ParentProvider is { } provider) SetProvider(inner, provider);
        var result = inner.Export(batch);
        if (result == ExportResult.Success) PayFunctionsTelemetry.TelemetrySent.Add(count, _signal);
        else PayFunctionsTelemetry.TelemetryDropped.Add(count, _signal, new("reason", "not_taken"));
        return result;
    }

    protected override bool OnForceFlush(int timeoutMilliseconds) => inner.ForceFlush(timeoutMilliseconds);

    protected override bool OnShutdown(int timeoutMilliseconds)
    {
        CountOverflow();
        return inner.Shutdown(timeoutMilliseconds);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_ParentProvider")]
    private static extern void SetProvider(BaseExporter<T> exporter, BaseProvider provider);

    private void CountOverflow()
    {
        var overflowed = Queue();
        var more = overflowed - Interlocked.Exchange(ref _overflowed, overflowed);
        if (more > 0) PayFunctionsTelemetry.TelemetryDropped.Add(more, _signal, new("reason", "queue_full"));
    }
}
