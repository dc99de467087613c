using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using PayFunctions.Core.Diagnosis;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.OperatorConsole;

/// <summary>What callbacks were refused for since this instance started, and when last: the counter of refusals, overheard.</summary>
public sealed class RecentRefusals(TimeProvider clock) : IHostedService, IDisposable
{
    /// <summary>Reasons are ours and few; more than these would be a bug, and are left out.</summary>
    private const int Most = 256;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Provider, string Reason), RefusedCallbacks> _seen = new();

    /// <summary>By provider, the latest first.</summary>
    public IReadOnlyList<RefusedCallbacks> Of(string provider) =>
        [.. _seen.Values.Where(one => one.Provider == provider).OrderByDescending(one => one.LastAt)];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (ReferenceEquals(instrument, PayFunctionsTelemetry.CallbackRefusals)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Take(count, tags));
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    private void Take(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (provider, reason) = ("", "");
        foreach (var (name, value) in tags)
        {
            if (name == "provider") provider = value as string ?? "";
            if (name == "reason") reason = value as string ?? "";
        }

        var (key, now) = ((provider, reason), clock.GetUtcNow());
        if (_seen.Count >= Most && !_seen.ContainsKey(key)) return;
        _seen.AddOrUpdate(
            key, static (of, add) => new(of.Provider, of.Reason, add.count, add.now),
            static (_, before, add) => before with { Count = before.Count + add.count, LastAt = add.now }, (count, now));
    }
}
