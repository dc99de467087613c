using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Flows;
using PayFunctions.Infra.Healing;
using PayFunctions.Infra.Orders;
using PayFunctions.Reversals;
using PayFunctions.Settlements;
using PayFunctions.Wallets;

namespace PayFunctions.Orders;

/// <summary>Has orders driven again whose orchestration broke off, and followed up what that left undone.</summary>
public sealed class OrderMending(
    OrderBook book, OrderFlows flows, TopUpFlows topUps, ReversalFlows reversals, SettlementFlows settlements, BrokenFlows broken, HealBook heals, TimeProvider clock,
    ILogger<OrderMending> log)
{
    /// <summary>After that a new order has long been driven by somebody, and an expired one been asked about.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(1);

    /// <summary>By the engine's own query; their follow-ups too.</summary>
    public IAsyncEnumerable<Broken<OrderName>> BrokenAsync(
        DurableTaskClient client, DateTimeOffset since, CancellationToken cancellation) =>
        broken.ListAsync<OrderName>(client, InstanceIds.Prefix, since, static name => name.Key, cancellation);

    /// <summary>
    /// Whoever reads an order that should have moved finds out whether it has an orchestration at all: one that was never
    /// started, or was lost with the engine's history, is in no list of the engine's.
    /// </summary>
    public async Task MendMissingAsync(DurableTaskClient client, Order order, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (ShouldHaveMoved(order, now))
        {
            await MendMissingAsync(
                client, order, HealKind.Order, InstanceIds.Of(order.Key),
                () => flows.StartAsync(client, order, cancellation), cancellation);
        }

        if (order.IsBeingReversed && now >= order.Reversal!.RequestedAt + Overdue)
        {
            await MendMissingAsync(
                client, order, HealKind.Reversal, InstanceIds.Reversal(order),
                () => reversals.WakeAsync(client, order, cancellation), cancellation);
        }

        if (order is { Sharing: SharingState.Open, SettlesAt: { } due } && now >= due + Overdue)
        {
            await MendMissingAsync(
                client, order, HealKind.Settlement, InstanceIds.Settlement(order.Key),
                () => settlements.StartAsync(client, order, cancellation), cancellation);
        }
    }

    private async Task MendMissingAsync(
        DurableTaskClient client, Order order, HealKind kind, string id, Func<Task<bool>> start,
        CancellationToken cancellation)
    {
        try
        {
            if (await client.GetInstanceAsync(id, cancellation: cancellation) is not null) return;
            if (!await start()) return;
            await heals.WriteAsync(
                new(order.Key, kind, id, $"Missing; the order was {order.State}.", clock.GetUtcNow()), cancellation);
            log.OrchestrationMissing(id);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            log.MissingNotMended(id, e); // The reader gets the order all the same; the next one looks again.
        }
    }

    private static bool ShouldHaveMoved(Order order, DateTimeOffset now) => order.State switch
    {
        OrderState.Created or OrderState.Closing => now >= order.CreatedAt + Overdue,
        OrderState.AwaitingPayment => now >= order.ExpiresAt + Overdue,
        OrderState.Closed or OrderState.Paid or OrderState.PartiallyRefunded or OrderState.Refunded
            or OrderState.Failed or OrderState.Revoked => false,
    };

    private async Task<HealKind?> MendReversalAsync(
        DurableTaskClient client, Broken flow, Order order, CancellationToken cancellation) =>
        order.IsBeingReversed && await reversals.GoOnFromAsync(client, flow.InstanceId, order, cancellation)
            ? HealKind.Reversal
            : null;

    /// <summary>
    /// Starts what is to go on where that one broke off, once: the second start finds the first. Safe to repeat.
    /// </summary>
    /// <returns>What goes on; null: there is nothing left to do, or the engine is away.</returns>
    public async Task<HealKind?> MendAsync(DurableTaskClient client, Broken flow, CancellationToken cancellation)
    {
        if (await book.FindAsync(flow.Order, cancellation) is not { } order) return null;
        if (flow.Name == nameof(WalletTopUp))
            return await topUps.GoOnFromAsync(client, flow.InstanceId, flow.Order, cancellation) ? HealKind.TopUp : null;
        if (flow.Name == nameof(DeferredSettlement))
        {
            return order is { Sharing: SharingState.Open, SettlesAt: not null }
                && await settlements.GoOnFromAsync(client, flow.InstanceId, order, cancellation)
                    ? HealKind.Settlement
                    : null;
        }

        if (flow.Name == nameof(OrderReversal))
            return await MendReversalAsync(client, flow, order, cancellation);

        switch (AskOrder.StandingOf(order))
        {
            case Standing.Open:
                return await flows.GoOnFromAsync(client, flow.InstanceId, order, cancellation) ? HealKind.Order : null;
            case Standing.Ended when order is { Notify: null, TopUp: null, SettlesAt: null }:
                return null;
            case Standing.Ended or Standing.Booked:
                return await flows.FollowUpAfterAsync(client, flow.InstanceId, order, cancellation)
                    ? HealKind.FollowUp
                    : null;
            default:
                throw new InvalidOperationException($"No such standing: {order.State}.");
        }
    }
}
