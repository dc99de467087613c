using System.Diagnostics;
using OpenTelemetry;

namespace PayFunctions.Infra.Telemetry;

/// <summary>The queue of spans in front of their exporter: bounded, and nobody waits for room in it.</summary>
internal sealed class SpanQueue(QueueRoom room, BaseExporter<Activity> exporter, TelemetryOptions options)
    : BatchActivityExportProcessor(
        new CountedExporter<Activity>(room, exporter), options.QueueMax, (int)options.SendEvery.TotalMilliseconds,
        (int)options.SendWithin.TotalMilliseconds)
{
    public override void OnEnd(Activity data)
    {
        if (data.Recorded && room.TryTake()) base.OnEnd(data);
    }
}
