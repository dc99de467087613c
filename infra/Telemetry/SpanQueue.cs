using PayFunctions.Infra.Telemetry.Otlp;

namespace PayFunctions.Infra.Telemetry;

/// <summary>Spans on their way to the collector, of those traces that are kept.</summary>
internal sealed class SpanQueue(TelemetryOptions options) : ISpanListener, IAsyncDisposable
{
    private readonly TraceSampling _sampling = new(options.TraceRatio);

    private readonly OtlpQueue _queue = new(new("spans", options.QueueMax), new(options, "v1/traces"), options);

    public bool Keeps(UInt128 trace) => _sampling.Keeps(trace);

    public void Ended(TracedSpan span)
    {
        if (!Keeps(span.At.Trace) || !_queue.TryTake()) return;
        var record = WireWriter.Rent();
        SpanRecord.Write(span, record);
        _queue.Add(PayFunctionsTelemetry.Name, record.Written.Span);
        record.Return();
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();
}
