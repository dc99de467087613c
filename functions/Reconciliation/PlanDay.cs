using Microsoft.Azure.Functions.Worker;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>
/// Plans what is to be done about each difference and writes it down with a dry run of what would be posted. Safe to repeat.
/// </summary>
public sealed class PlanDay(DayFindings findings, ReconciliationBook book, Repairing repairing)
{
    private const int AtOnce = 8;

    [Function(nameof(PlanDay))]
    public async Task<PlannedDay> RunAsync([ActivityTrigger] ComparedDay compared, CancellationToken cancellation)
    {
        var (key, run) = (compared.Day.Key, compared.Day.Number);
        var plan = await findings.PlanAsync(key, run, compared.Shards, compared.Account, isFinal: false, cancellation);
        var isStorm = plan.Repairs.Storm is not null;
        if (isStorm && compared.MayFetchAgain) return new(0, plan.Repairs.Repairs.Count, isStorm);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(plan.Repairs.Repairs, parallel, async (repair, stop) =>
        {
            var entry = await book.FoundAsync(key, repair, run, stop);
            if (!DifferenceMachine.IsOpen(entry.State) || entry.Preview.Count > 0) return;
            var preview = await repairing.PreviewAsync(key, entry, stop);
            if (preview.Count == 0) return;
            await book.ChangeAsync(key, repair.Id, one => one with { Preview = preview }, stop);
        });

        return new(plan.Repairs.Automatic.Count(), plan.Repairs.Waiting.Count(), isStorm);
    }
}
