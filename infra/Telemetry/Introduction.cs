using OpenTelemetry;

namespace PayFunctions.Infra.Telemetry;

/// <summary>Makes an exporter known to its provider, whose resource it asks for, and gives it nothing to send.</summary>
/// <remarks>
/// A provider introduces itself to the exporters of its processors alone. The one that <see cref="CountedExporter{T}"/> wraps
/// is none of them, and would tell of a resource without attributes.
/// </remarks>
internal sealed class Introduction<T>(BaseExporter<T> exporter) : BaseExportProcessor<T>(exporter)
    where T : class
{
    public override void OnEnd(T data)
    {
    }

    protected override void OnExport(T data)
    {
    }

    // Its queue flushes, ends and disposes of it, once nothing waits there any more.
    protected override bool OnForceFlush(int timeoutMilliseconds) => true;

    protected override bool OnShutdown(int timeoutMilliseconds) => true;

    protected override void Dispose(bool disposing)
    {
    }
}
