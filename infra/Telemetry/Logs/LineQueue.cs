using OpenTelemetry;
using OpenTelemetry.Logs;

namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>
/// The queue of lines in front of their exporter: those that are kept, each under the trace of its story.
/// </summary>
internal sealed class LineQueue(
    QueueRoom room, BaseExporter<LogRecord> exporter, TelemetryOptions options, LogSampling sampling)
    : BatchLogRecordExportProcessor(
        new CountedExporter<LogRecord>(room, exporter), options.QueueMax, (int)options.SendEvery.TotalMilliseconds,
        (int)options.SendWithin.TotalMilliseconds)
{
    public override void OnEnd(LogRecord data)
    {
        var span = Story.OfLine(data.LogLevel);
        if (!sampling.Keeps(data.LogLevel, data.CategoryName ?? "", data.EventId.Id, span) || !room.TryTake()) return;
        if (span is not null)
        {
            data.TraceId = span.TraceId;
            data.SpanId = span.SpanId;
            data.TraceFlags = span.ActivityTraceFlags;
        }

        base.OnEnd(data);
    }
}
