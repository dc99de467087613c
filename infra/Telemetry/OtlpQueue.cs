using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Exporter;

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
            exporter, options.QueueMax, (int)options.SendEvery.TotalMilliseconds,
            (int)options.SendWithin.TotalMilliseconds, BatchMax);
        exporter.Queue = () => Overflow<Activity>.Of(queue);
        return queue;
    }

    /// <summary>What did not fit into a queue. The package keeps the number to itself; a test holds that it is there.</summary>
    private static class Overflow<T>
        where T : class
    {
        [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_DroppedCount")]
        public static extern long Of(BatchExportProcessor<T> queue);
    }
}
