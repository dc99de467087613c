using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Tests.Infra.Telemetry;

/// <summary>The reasons that one counter has counted by since this was made, whoever counted them.</summary>
internal sealed class CountedByReason : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentBag<string> _reasons = [];

    /// <param name="of">The tag whose values count as reasons.</param>
    public CountedByReason(string counter, string of = "reason")
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == PayFunctionsTelemetry.Meter && instrument.Name == counter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag.Key == of && tag.Value is string reason) _reasons.Add(reason);
        });
        _listener.Start();
    }

    public IReadOnlyCollection<string> Reasons => _reasons;

    public void Dispose() => _listener.Dispose();
}
