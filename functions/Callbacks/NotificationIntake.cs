using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Storage;
using PayFunctions.Orders;
using PayFunctions.Refunds;

namespace PayFunctions.Callbacks;

/// <summary>
/// Takes what a verified notification says: through the one door, then a hint to whoever waits for it.
/// </summary>
public sealed class NotificationIntake(
    OrderBook book, OrderFlows flows, RefundBook refunds, RefundFlows refundFlows, ILogger<NotificationIntake> log)
{
    public Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, OrderKey key, Evidence evidence, CancellationToken patience,
        CancellationToken gone) =>
        TakeAsync(client, key, evidence, () => book.ApplyAsync(key, evidence, patience), patience, gone);

    /// <summary>The same of an order whose version is known: it saves the read.</summary>
    public Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, StoredOrder known, Evidence evidence, CancellationToken patience,
        CancellationToken gone) => TakeAsync(
            client, known.Order.Key, evidence, () => book.ApplyAsync(known, evidence, patience), patience, gone);

    private async Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, OrderKey key, Evidence evidence, Func<Task<Applied>> apply,
        CancellationToken patience, CancellationToken gone)
    {
        using var scope = log.OfNotification(key.OrderId, evidence.Provider ?? "", evidence.Id);
        try
        {
            var applied = await apply();
            var outcome = Outcome(applied.Outcome);
            if (outcome == CallbackOutcome.Quarantined)
                log.Quarantined(key.OrderId, evidence.Id, applied.Refusal?.Reason);
            // A repeat hints too: the one before may have died between its commit and its hint.
            var wakes = outcome is CallbackOutcome.Applied or CallbackOutcome.Repeat;
            return !wakes || await WakeAsync(client, applied, evidence, patience)
                ? outcome
                : CallbackOutcome.Unavailable;
        }
        catch (Exception e) when (StorageAway.Is(e) && !gone.IsCancellationRequested)
        {
            log.StorageAway(key.OrderId, evidence.Id, e);
            return CallbackOutcome.Unavailable;
        }
    }

    /// <summary>The same for what it says of a refund.</summary>
    public async Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, OrderKey key, RefundEvidence evidence, CancellationToken patience,
        CancellationToken gone)
    {
        using var scope = log.OfNotification(key.OrderId, evidence.Provider ?? "", evidence.Id);
        try
        {
            var applied = await refunds.ApplyAsync(key, evidence, patience);
            var outcome = Outcome(applied.Outcome);
            if (outcome == CallbackOutcome.Quarantined)
                log.Quarantined(key.OrderId, evidence.Id, applied.Refusal?.Reason);
            var wakes = outcome is CallbackOutcome.Applied or CallbackOutcome.Repeat;
            return !wakes || await refundFlows.WakeAsync(client, applied.Order!, applied.Refund!, patience)
                ? outcome
                : CallbackOutcome.Unavailable;
        }
        catch (Exception e) when (StorageAway.Is(e) && !gone.IsCancellationRequested)
        {
            log.StorageAway(key.OrderId, evidence.Id, e);
            return CallbackOutcome.Unavailable;
        }
    }

    /// <summary>Money that nobody can use goes back by a refund of its own, besides what its order hears.</summary>
    private async Task<bool> WakeAsync(
        DurableTaskClient client, Applied applied, Evidence evidence, CancellationToken patience) =>
        (applied.Refund is not { } refund
            || await refundFlows.WakeAsync(client, applied.Order!, refund, patience))
        && await flows.WakeAsync(client, applied.Order!, evidence, patience);

    private static CallbackOutcome Outcome(ApplyOutcome applied) => applied switch
    {
        ApplyOutcome.Moved => CallbackOutcome.Applied,
        ApplyOutcome.Repeat => CallbackOutcome.Repeat,
        ApplyOutcome.Refused => CallbackOutcome.Nothing,
        ApplyOutcome.Quarantined or ApplyOutcome.UnknownOrder => CallbackOutcome.Quarantined,
        ApplyOutcome.Contended => CallbackOutcome.Unavailable,
    };
}
