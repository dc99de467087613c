using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>Carries out what needs nobody's word any more, a portion at a time. Safe to repeat.</summary>
public sealed class RepairSome(
    ReconciliationBook book, Repairing repairing, TimeProvider clock, ILogger<RepairSome> log)
{
    private const int Portion = 25;

    [Function(nameof(RepairSome))]
    public async Task<Repaired> RunAsync(
        [ActivityTrigger] DayOf day, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var entries = await book.DifferencesAsync(day.Key, cancellation);
        var ready = entries.Where(one => one.State is DifferenceState.Planned or DifferenceState.Approved).ToList();
        var done = 0;
        foreach (var entry in ready.Take(Portion))
        {
            if (await RepairAsync(client, day, entry, cancellation)) done++;
        }

        var now = done == 0 ? entries : await book.DifferencesAsync(day.Key, cancellation);
        return new(
            done, now.Count(one => one.State is DifferenceState.Planned or DifferenceState.Approved),
            now.Count(one => one.State == DifferenceState.Waiting));
    }

    /// <summary>Those that their providers could not be asked about, for as long as it was worth trying.</summary>
    [Function(nameof(LeaveToPeople))]
    public async Task<Repaired> LeaveToPeople([ActivityTrigger] DayOf day, CancellationToken cancellation)
    {
        var entries = await book.DifferencesAsync(day.Key, cancellation);
        foreach (var entry in entries.Where(one => one.State is DifferenceState.Planned or DifferenceState.Approved))
            await MoveAsync(day, entry.Id, DifferenceEvent.NotConfirmed, "the provider could not be asked", cancellation);
        return new(entries.Count, 0, entries.Count(one => DifferenceMachine.IsOpen(one.State)));
    }

    /// <returns>False: try again.</returns>
    private async Task<bool> RepairAsync(
        DurableTaskClient client, DayOf day, DifferenceEntry entry, CancellationToken cancellation)
    {
        var word = await repairing.RepairAsync(client, day.Key, entry, cancellation);
        switch (word.End)
        {
            case RepairEnd.Done:
                log.Repaired(day.Key.ToString(), entry.Id, entry.Action.ToString(), word.Said);
                await MoveAsync(day, entry.Id, DifferenceEvent.Done, word.Said, cancellation);
                return true;
            case RepairEnd.NotConfirmed:
                log.NotConfirmed(day.Key.ToString(), entry.Id, entry.Action.ToString(), word.Said);
                await MoveAsync(day, entry.Id, DifferenceEvent.NotConfirmed, word.Said, cancellation);
                return true;
            case RepairEnd.Later:
                log.ProviderAway(day.Key.ToString(), entry.Id, word.Said);
                return false;
            default:
                throw new InvalidOperationException($"No such end: {word.End}.");
        }
    }

    private Task MoveAsync(
        DayOf day, string id, DifferenceEvent happened, string said, CancellationToken cancellation) =>
        book.ChangeAsync(day.Key, id, one => one.After(happened, clock.GetUtcNow()) is { } after
            ? after with
            {
                Outcome = said,
                // What a rule could not do, a person can only let stand, or mend by other ways.
                Action = happened == DifferenceEvent.NotConfirmed ? RepairAction.Accept : after.Action,
                Need = happened == DifferenceEvent.NotConfirmed && after.Need == ApprovalNeed.None ? ApprovalNeed.One : after.Need,
                Approvals = happened == DifferenceEvent.NotConfirmed ? [] : after.Approvals,
            }
            : null, cancellation);
}
