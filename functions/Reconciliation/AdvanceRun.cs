using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>Moves the run as its orchestration comes along. Told twice, the second time changes nothing.</summary>
public sealed class AdvanceRun(ReconciliationBook book, IndexMending index, DayFindings findings, ILogger<AdvanceRun> log)
{
    /// <summary>Before ours is held against the bills, it is held against ourselves.</summary>
    [Function(nameof(BillsAreArchived))]
    public async Task BillsAreArchived([ActivityTrigger] DayOf day, CancellationToken cancellation)
    {
        await book.MoveAsync(day.Key, day.Number, RunEvent.BillsArchived, run => run, cancellation);
        await index.MendAsync(day.Key, day.Number, cancellation);
    }

    [Function(nameof(DayIsPlanned))]
    public async Task DayIsPlanned([ActivityTrigger] ComparedDay compared, CancellationToken cancellation)
    {
        var day = compared.Day;
        var plan = await findings.PlanAsync(day.Key, day.Number, compared.Shards, compared.Account, isFinal: false, cancellation);
        if (plan.Repairs.Storm is { } storm) log.Storm(day.Key.ToString(), storm.ToString());
        await book.MoveAsync(
            day.Key, day.Number, RunEvent.Compared,
            run => run with { Found = plan.Figures, IsStorm = plan.Repairs.Storm is not null }, cancellation);
    }

    [Function(nameof(AbortRun))]
    public async Task AbortRun([ActivityTrigger] DayAborted aborted, CancellationToken cancellation)
    {
        var day = aborted.Day;
        log.Aborted(day.Key.ToString(), day.Number, aborted.Why);
        await book.MoveAsync(day.Key, day.Number, RunEvent.GivenUp, run => run with { Why = aborted.Why }, cancellation);
    }

    [Function(nameof(EscalateRun))]
    public async Task EscalateRun([ActivityTrigger] DayOf day, CancellationToken cancellation)
    {
        var waiting = (await book.DifferencesAsync(day.Key, cancellation))
            .Count(one => one.State == Core.Reconciliation.Repairs.DifferenceState.Waiting);
        log.Escalated(day.Key.ToString(), waiting);
    }
}
