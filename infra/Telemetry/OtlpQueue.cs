using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using PayFunctions.Infra.Telemetry.Logs;

namespace PayFunctions.Infra.Telemetry;

/// <summary>The queues in front of the exporters: bounded, and what they drop is counted.</summary>
internal static class OtlpQueue
{
    private const int BatchMax = 512;

    public static BatchActivityExportProcessor OfSpans(TelemetryOptions options)
    {
        var exporter = new CountedExporter<Activity>(
            "spans", new OtlpTraceExporter(OtlpAddress.Of(options, "v1/traces")));
        var queue = new BatchActivityExportProcessor(
            exporter, options.QueueMax, Milliseconds(options.SendEvery), Milliseconds(options.SendWithin), BatchMax);
        exporter.Queue = () => Overflow<Activity>.Of(queue);
        return queue;
    }

    public static LineQueue OfLines(TelemetryOptions options, LogSampling sampling)
    {
        var exporter = new CountedExporter<LogRecord>("lines", new OtlpLogExporter(OtlpAddress.Of(options, "v1/logs")));
        var queue = new LineQueue(
            sampling, exporter, options.QueueMax, Milliseconds(options.SendEvery), Milliseconds(options.SendWithin),
            BatchMax);
        exporter.Queue = () => Overflow<LogRecord>.Of(queue);
        return queue;
    }

    private static int Milliseconds(TimeSpan span) => (int)span.TotalMilliseconds;

    /// <summary>What did not fit into a queue. The package keeps the number to itself; a test holds that it is there.</summary>
    private static class Overflow<T>
        where T : class
    {
        [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_DroppedCount")]
        public static extern long Of(BatchExportProcessor<T> queue);
    }
}
