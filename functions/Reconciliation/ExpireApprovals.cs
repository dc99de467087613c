using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>The time to decide is over: what was not decided, or never carried out, expires. Safe to repeat.</summary>
public sealed class ExpireApprovals(ReconciliationBook book, TimeProvider clock, ILogger<ExpireApprovals> log)
{
    [Function(nameof(ExpireApprovals))]
    public async Task RunAsync([ActivityTrigger] DayOf day, CancellationToken cancellation)
    {
        var open = (await book.DifferencesAsync(day.Key, cancellation)).Where(one => DifferenceMachine.IsOpen(one.State)).ToList();
        foreach (var entry in open)
        {
            await book.ChangeAsync(
                day.Key, entry.Id, one => one.After(DifferenceEvent.TimedOut, clock.GetUtcNow()), cancellation);
        }

        if (open.Count > 0) log.Expired(day.Key.ToString(), open.Count);
    }
}
