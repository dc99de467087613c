using System.Diagnostics.Metrics;
using Microsoft.DurableTask;

namespace PayFunctions.Bench.Engine;

/// <summary>What the engine's own meter counted since it began.</summary>
internal sealed class EngineCounts : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _appends;
    private long _writes;
    private long _workItems;

    public EngineCounts()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == EngineMeter.Name) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        _listener.Start();
    }

    public long Appends => Interlocked.Read(ref _appends);

    public long Writes => Interlocked.Read(ref _writes);

    public long WorkItems => Interlocked.Read(ref _workItems);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, long value)
    {
        if (instrument.Name == EngineMeter.Appends.Name) Interlocked.Add(ref _appends, value);
        else if (instrument.Name == EngineMeter.Writes.Name) Interlocked.Add(ref _writes, value);
        else if (instrument.Name == EngineMeter.WorkItems.Name) Interlocked.Add(ref _workItems, value);
    }
}
