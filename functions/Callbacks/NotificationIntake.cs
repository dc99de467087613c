using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;
using PayFunctions.Orders;

namespace PayFunctions.Callbacks;

/// <summary>
/// Takes what a verified notification says: through the one door, then a hint to whoever waits for it.
/// </summary>
public sealed class NotificationIntake(OrderBook book, OrderFlows flows, ILogger<NotificationIntake> log)
{
    public async Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, OrderKey key, Evidence evidence, CancellationToken patience, CancellationToken gone)
    {
        using var scope = log.OfNotification(key.OrderId, evidence.Provider ?? "", evidence.Id);
        try
        {
            var applied = await book.ApplyAsync(key, evidence, patience);
            var outcome = Outcome(applied.Outcome);
            if (outcome == CallbackOutcome.Quarantined)
                log.Quarantined(key.OrderId, evidence.Id, applied.Refusal?.Reason);
            // A repeat hints too: the one before may have died between its commit and its hint.
            var wakes = outcome is CallbackOutcome.Applied or CallbackOutcome.Repeat;
            return !wakes || await flows.WakeAsync(client, applied.Order!, evidence, patience)
                ? outcome
                : CallbackOutcome.Unavailable;
        }
        catch (Exception e) when (StorageAway.Is(e) && !gone.IsCancellationRequested)
        {
            log.StorageAway(key.OrderId, evidence.Id, e);
            return CallbackOutcome.Unavailable;
        }
    }

    private static CallbackOutcome Outcome(ApplyOutcome applied) => applied switch
    {
        ApplyOutcome.Moved => CallbackOutcome.Applied,
        ApplyOutcome.Repeat => CallbackOutcome.Repeat,
        ApplyOutcome.Refused => CallbackOutcome.Nothing,
        ApplyOutcome.Quarantined or ApplyOutcome.UnknownOrder => CallbackOutcome.Quarantined,
        ApplyOutcome.Contended => CallbackOutcome.Unavailable,
    };
}
