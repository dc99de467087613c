using Microsoft.Azure.Functions.Worker;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>
/// The day was compared again: what is not there any more is gone, what has to is handed on to the next day, and the run is
/// reported. Safe to repeat.
/// </summary>
public sealed class SettleDay(DayFindings findings, ReconciliationBook book, DayReports reports, TimeProvider clock)
{
    [Function(nameof(SettleDay))]
    public async Task RunAsync([ActivityTrigger] ComparedDay compared, CancellationToken cancellation)
    {
        var (key, number) = (compared.Day.Key, compared.Day.Number);
        var plan = await findings.PlanAsync(key, number, compared.Shards, compared.Account, isFinal: true, cancellation);
        var found = plan.Repairs.Repairs.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in await book.DifferencesAsync(key, cancellation))
        {
            if (found.Contains(entry.Id)) continue;
            await book.ChangeAsync(
                key, entry.Id, one => one.After(DifferenceEvent.NotFound, clock.GetUtcNow()), cancellation);
        }

        var entries = await book.DifferencesAsync(key, cancellation);
        var stands = entries.Where(one => one.State == DifferenceState.Repaired).Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        var open = found.Count(id => !stands.Contains(id));
        await reports.WriteAsync(key, number, plan, entries, cancellation);
        await book.MoveAsync(
            key, number, RunEvent.Rechecked,
            run => run with
            {
                Left = plan.Figures,
                Open = open,
                Repaired = entries.Count(one => one.State == DifferenceState.Repaired && one.LastRun == number),
            },
            cancellation);
    }
}
