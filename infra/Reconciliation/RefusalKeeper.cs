using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Azure;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Hears which callbacks are refused for their signatures, and writes each hour's count down once a minute.</summary>
/// <remarks>No callback waits for it, and a flood of them costs one row an hour.</remarks>
public sealed class RefusalKeeper(RefusalHours hours, TimeProvider clock, ILogger<RefusalKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>The reasons for which a message that its provider did send can be refused: keys, certificates, clocks.</summary>
    private static readonly FrozenSet<string> OfSignature = FrozenSet.Create(
        StringComparer.Ordinal, "missing-signature", "unsupported-signature-type", "unsupported-sign-method", "stale-timestamp",
        "unknown-serial", "merchant-serial-used", "wrong-key-mode", "certificate-not-in-force", "bad-signature", "body-altered",
        "secret-not-found", "not-decryptable", "unknown-certificate", "unreadable-certificate", "untrusted-certificate", "other-signer",
        "wrong-algorithm", "wrong-chain", "leaf-not-marked", "intermediate-not-marked", "not-under-the-root");

    private readonly string _instance = Guid.NewGuid().ToString("N");
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Provider, DateTimeOffset Hour), (long Heard, long Written)> _counts = [];

    private readonly MeterListener _listener = new();

    /// <summary>It hears from before the first callback on: <see cref="ExecuteAsync"/> may begin after it.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.InstrumentPublished = (instrument, its) =>
        {
            if (ReferenceEquals(instrument, PayFunctionsTelemetry.CallbackRefusals)) its.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Hear(count, tags));
        _listener.Start();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listener.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, clock, stoppingToken);
                await WriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await WriteAsync(CancellationToken.None); // What was heard since the last minute; storage has its own time limits.
        }
    }

    private void Hear(long count, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? provider = null, reason = null;
        foreach (var (name, value) in tags)
        {
            if (name == "provider") provider = value as string;
            if (name == "reason") reason = value as string;
        }

        if (provider is null || reason is null || !OfSignature.Contains(reason)) return;
        var now = clock.GetUtcNow();
        var hour = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerHour));
        lock (_gate)
        {
            var (heard, written) = _counts.GetValueOrDefault((provider, hour));
            _counts[(provider, hour)] = (heard + count, written);
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var ((provider, hour), heard) in Unwritten())
        {
            try
            {
                await hours.WriteAsync(provider, hour, _instance, heard, cancellation);
                Written((provider, hour), heard);
            }
            catch (Exception e) when ((e is RequestFailedException || StorageAway.Is(e)) && !cancellation.IsCancellationRequested)
            {
                log.RefusalsNotKept(e, provider);
                return; // The next minute writes the same counts, and what came to them.
            }
        }
    }

    private List<((string Provider, DateTimeOffset Hour) Key, long Heard)> Unwritten()
    {
        lock (_gate) return [.. _counts.Where(one => one.Value.Heard > one.Value.Written).Select(one => (one.Key, one.Value.Heard))];
    }

    /// <summary>An hour that is over, and written, is forgotten.</summary>
    private void Written((string Provider, DateTimeOffset Hour) key, long count)
    {
        lock (_gate)
        {
            var heard = _counts[key].Heard;
            if (heard == count && clock.GetUtcNow() - key.Hour > TimeSpan.FromHours(2)) _counts.Remove(key);
            else _counts[key] = (heard, count);
        }
    }
}
