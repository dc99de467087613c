using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Edge;

/// <summary>Sees when one address sends many callbacks that nobody signed: a probe, an attack, or a key of one's own gone wrong.</summary>
public sealed class RefusalBursts(TimeProvider clock, IOptionsMonitor<EdgeOptions> options, ILogger<RefusalBursts> log)
{
    private const int SourcesMax = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _counts = [];
    private DateTimeOffset _since = clock.GetUtcNow();

    /// <summary>One more; the alert comes once a minute and address.</summary>
    public void Add(string provider, IPAddress? source)
    {
        if (Count(source ?? IPAddress.None) != options.CurrentValue.RefusalsOfNote) return;
        PayFunctionsTelemetry.RefusalBursts.Add(1, new KeyValuePair<string, object?>("provider", provider));
        log.RefusalBurst(provider, source?.ToString() ?? "unknown", options.CurrentValue.RefusalsOfNote);
    }

    private int Count(IPAddress source)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now - _since >= Window)
            {
                _since = now;
                _counts.Clear();
            }

            // A flood from more addresses than these is told by the ones that are here, and by the metrics.
            if (!_counts.TryGetValue(source, out var count) && _counts.Count >= SourcesMax) return 0;
            return _counts[source] = count + 1;
        }
    }
}
