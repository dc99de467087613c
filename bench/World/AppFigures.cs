using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.World;

/// <summary>The app's own counters at one moment; the difference of two is what happened in between.</summary>
internal sealed record AppFigures(long StorageRequests, long JournalAppends, long HistoryEvents, long Ended)
{
    public static async Task<AppFigures> ReadAsync(SandboxWorld world, CancellationToken cancellation)
    {
        MetricsView metrics = await world.Merchant.MetricsAsync(cancellation);
        return new(
            metrics.Sum("payfunctions_storage_request_seconds_count"),
            metrics.Sum("payfunctions_durable_journal_appends_total"),
            metrics.Sum("payfunctions_durable_history_events_total"),
            metrics.Sum("payfunctions_durable_orchestrations_total"));
    }

    public static AppFigures operator -(AppFigures after, AppFigures before) => new(
        after.StorageRequests - before.StorageRequests,
        after.JournalAppends - before.JournalAppends,
        after.HistoryEvents - before.HistoryEvents,
        after.Ended - before.Ended);

    /// <summary>Waits until that many orchestrations have ended since: their follow-ups are done.</summary>
    public async Task UntilEndedAsync(SandboxWorld world, int count, CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((await ReadAsync(world, cancellation) - this).Ended < count)
        {
            patience.Token.ThrowIfCancellationRequested();
            await pace.WaitForNextTickAsync(cancellation);
        }
    }
}
