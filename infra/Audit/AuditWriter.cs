using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Audit;

/// <summary>
/// Writes once a minute, and at the end, what has been refused and what waits to be written. Storage that is away is asked
/// again a minute later; meanwhile all is added up and nothing grows.
/// </summary>
public sealed class AuditWriter(SystemAudit audit, RefusalTally refusals, TimeProvider clock, ILogger<AuditWriter> log)
    : BackgroundService
{
    private const int WaitingMax = 5000; // A renewal of a thousand merchants is three steps each.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<AuditEntry> _waiting = new();

    /// <summary>To be written soon; for what must not wait on the storage.</summary>
    public void Later(AuditEntry entry)
    {
        if (_waiting.Count < WaitingMax) _waiting.Enqueue(entry);
        else log.TooMany(entry.Action, entry.Subject);
    }

    /// <summary>Writes what there is. Two requests a hundred entries; none where there is nothing.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var entry in refusals.Take()) Later(entry);
        while (!_waiting.IsEmpty)
        {
            var some = _waiting.Take(SystemAudit.MostAtOnce).ToList();
            await audit.WriteAsync(some, cancellation);
            foreach (var _ in some) _waiting.TryDequeue(out var _);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, clock, stoppingToken);
            await TryWriteAsync(stoppingToken);
        }
    }

    private async Task TryWriteAsync(CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(cancellation);
        }
        catch (Exception e) when (StorageAway.Is(e))
        {
            log.Waiting(_waiting.Count, e);
        }
    }
}
