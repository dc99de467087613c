using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using PayFunctions.Core.Audit;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Audit;

/// <summary>
/// Every refusal that is counted is audited: this listens to the counters and adds up by kind, so that a flood is one row a
/// minute and not one a request.
/// </summary>
public sealed class RefusalTally : IDisposable
{
    /// <summary>Kinds come from code and not from callers: past so many, something else is counted than reasons.</summary>
    private const int KindsMax = 400;

    /// <summary>By name: counters are published while the class that holds them is still being made.</summary>
    private static readonly FrozenSet<string> Counters = FrozenSet.Create(
        StringComparer.Ordinal, "callback_refusals", "callback_refusal_bursts", "quarantined", "evidence_refusals", "api_refusals");

    private readonly MeterListener _listener = new();
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private Dictionary<Kind, Tally> _tallies = [];

    public RefusalTally(TimeProvider clock)
    {
        _clock = clock;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == PayFunctionsTelemetry.Name && Counters.Contains(instrument.Name)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) => Add(instrument, count, tags));
        _listener.Start();
    }

    /// <summary>What has been added up since the last time, one entry a kind.</summary>
    public IReadOnlyList<AuditEntry> Take()
    {
        Dictionary<Kind, Tally> taken;
        lock (_gate) (taken, _tallies) = (_tallies, []);
        var now = _clock.GetUtcNow();
        return [.. taken.Select(one => new AuditEntry(
            now, "app", "Refused", one.Key.ToString(),
            FormattableString.Invariant($"{one.Value.Count} times since {one.Value.Since:O}, first in trace {one.Value.First}"))
        {
            Trace = one.Value.Last,
        })];
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument counter, long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var kind = new Kind(counter.Name, Tag(tags, 0), Tag(tags, 1));
        var trace = AuditTrace.Current;
        lock (_gate)
        {
            if (_tallies.TryGetValue(kind, out var known)) _tallies[kind] = known with { Count = known.Count + count, Last = trace };
            else if (_tallies.Count < KindsMax) _tallies[kind] = new(count, _clock.GetUtcNow(), trace, trace);
        }
    }

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, int at) =>
        at < tags.Length ? tags[at].Value?.ToString() ?? "" : "";

    private readonly record struct Kind(string Counter, string Where, string Why)
    {
        public override string ToString() => Why.Length == 0 ? $"{Counter} {Where}" : $"{Counter} {Where} {Why}";
    }

    private readonly record struct Tally(long Count, DateTimeOffset Since, string First, string Last);
}
