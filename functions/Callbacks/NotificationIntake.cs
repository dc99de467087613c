using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Splits;
using PayFunctions.Infra.Storage;
using PayFunctions.Orders;
using PayFunctions.Refunds;
using PayFunctions.Splits;

namespace PayFunctions.Callbacks;

/// <summary>
/// Takes what a verified notification says: through the one door, then a hint to whoever waits for it.
/// </summary>
public sealed class NotificationIntake(
    OrderBook book, OrderFlows flows, RefundBook refunds, RefundFlows refundFlows, SplitBook splits,
    SplitFlows splitFlows, ILogger<NotificationIntake> log)
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

    private Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, OrderKey key, Evidence evidence, Func<Task<Applied>> apply,
        CancellationToken patience, CancellationToken gone) => TakeAsync(
        key, evidence.Provider ?? "", evidence.Id,
        async () =>
        {
            var applied = await apply();
            return new(applied.Outcome, applied.Refusal, () => WakeAsync(client, applied, evidence, patience));
        },
        gone);

    /// <summary>The same for what it says of a refund.</summary>
    public Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, OrderKey key, RefundEvidence evidence, CancellationToken patience,
        CancellationToken gone) => TakeAsync(
        key, evidence.Provider ?? "", evidence.Id,
        async () =>
        {
            var applied = await refunds.ApplyAsync(key, evidence, patience);
            return new(
                applied.Outcome, applied.Refusal,
                () => refundFlows.WakeAsync(client, applied.Order!, applied.Refund!, patience));
        },
        gone);

    /// <summary>The same for what it says of one receiver's share.</summary>
    public Task<CallbackOutcome> TakeAsync(
        DurableTaskClient client, OrderKey key, ShareNotice notice, CancellationToken patience,
        CancellationToken gone) => TakeAsync(
        key, notice.Provider, notice.Id,
        async () =>
        {
            var applied = await splits.ApplyAsync(key, notice, patience);
            return new(
                applied.Outcome, applied.Refusal,
                () => splitFlows.WakeAsync(client, applied.Order!, applied.Split!, applied.Return, patience));
        },
        gone);

    private async Task<CallbackOutcome> TakeAsync(
        OrderKey key, string provider, string id, Func<Task<Taken>> apply, CancellationToken gone)
    {
        using var scope = log.OfNotification(key.OrderId, provider, id);
        try
        {
            var taken = await apply();
            var outcome = Outcome(taken.Outcome);
            if (outcome == CallbackOutcome.Quarantined) log.Quarantined(key.OrderId, id, taken.Refusal?.Reason);
            // A repeat hints too: the one before may have died between its commit and its hint.
            var wakes = outcome is CallbackOutcome.Applied or CallbackOutcome.Repeat;
            return !wakes || await taken.WakeAsync() ? outcome : CallbackOutcome.Unavailable;
        }
        catch (Exception e) when (StorageAway.Is(e) && !gone.IsCancellationRequested)
        {
            log.StorageAway(key.OrderId, id, e);
            return CallbackOutcome.Unavailable;
        }
    }

    /// <summary>What a book made of a notification, and how whoever waits for it hears of it.</summary>
    private readonly record struct Taken(ApplyOutcome Outcome, Refusal? Refusal, Func<Task<bool>> WakeAsync);

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
