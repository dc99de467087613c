using OpenTelemetry;
using OpenTelemetry.Logs;

namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>
/// The queue of lines in front of their exporter: those that are kept, each under the trace of its story.
/// </summary>
internal sealed class LineQueue(
    LogSampling sampling, BaseExporter<LogRecord> exporter, int queueMax, int everyMilliseconds, int withinMilliseconds,
    int batchMax)
    : BatchLogRecordExportProcessor(exporter, queueMax, everyMilliseconds, withinMilliseconds, batchMax)
{
    public override void OnEnd(LogRecord data)
    {
        var span = Story.OfLine(data.LogLevel);
        if (!sampling.Keeps(data.LogLevel, data.CategoryName ?? "", data.EventId.Id, span)) return;
        if (span is not null)
        {
            data.TraceId = span.TraceId;
            data.SpanId = span.SpanId;
            data.TraceFlags = span.ActivityTraceFlags;
        }

        base.OnEnd(data);
    }
}
