using OpenTelemetry;

namespace PayFunctions.Infra.Telemetry;

/// <summary>Tells of every batch what came of it: what a collector refused, or did not answer in time, is lost.</summary>
internal sealed class CountedExporter<T>(QueueRoom room, BaseExporter<T> inner) : BaseExporter<T>
    where T : class
{
    public override ExportResult Export(in Batch<T> batch)
    {
        var count = (int)batch.Count;
        var result = inner.Export(batch);
        if (result == ExportResult.Success) room.Sent(count);
        else room.NotTaken(count);
        return result;
    }

    protected override bool OnForceFlush(int timeoutMilliseconds) => inner.ForceFlush(timeoutMilliseconds);

    protected override bool OnShutdown(int timeoutMilliseconds)
    {
        room.Close();
        return inner.Shutdown(timeoutMilliseconds);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
