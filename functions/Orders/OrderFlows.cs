using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Flows;
using PayFunctions.Infra.Http;

namespace PayFunctions.Orders;

/// <summary>Starts and wakes the orders' orchestrations. The engine being away is an answer: false.</summary>
public sealed class OrderFlows(
    IOptionsMonitor<OrdersOptions> options, IOptionsMonitor<RetryOptions> retries, Starter starter, Hints hints,
    ILogger<OrderFlows> log)
{
    public Task<bool> StartAsync(DurableTaskClient client, Order order, CancellationToken cancellation) =>
        StartAsync(client, InstanceIds.Of(order.Key), order, cancellation);

    /// <summary>Has another go on where that orchestration broke off.</summary>
    internal Task<bool> GoOnFromAsync(
        DurableTaskClient client, string broken, Order order, CancellationToken cancellation) =>
        StartAsync(client, InstanceIds.After(broken), order, cancellation);

    /// <summary>The order has ended: what follows may not have been done.</summary>
    internal Task<bool> FollowUpAfterAsync(
        DurableTaskClient client, string broken, Order order, CancellationToken cancellation) =>
        starter.StartOnceAsync(
            client, nameof(OrderLifecycle.OrderFollowUp), InstanceIds.After(broken), OrderName.Of(order), cancellation);

    private Task<bool> StartAsync(
        DurableTaskClient client, string id, Order order, CancellationToken cancellation) =>
        starter.StartOnceAsync(
            client, nameof(OrderLifecycle), id,
            OrderLife.Of(order, options.CurrentValue, retries.CurrentValue.Plan()), cancellation);

    /// <summary>
    /// Wakes whoever has to hear of it: the order's own orchestration, or, once that has ended, a follow-up.
    /// </summary>
    public async Task<bool> WakeAsync(
        DurableTaskClient client, Order order, Evidence evidence, CancellationToken cancellation)
    {
        var hint = HasMoneyAfterItsEnd(order) ? Hinted.Ended : await RaiseAsync(client, order.Key, cancellation);
        return hint switch
        {
            Hinted.Heard => true,
            Hinted.Failed => false,
            Hinted.Missing => await StartAsync(client, order, cancellation),
            // Also what comes again after its end: had that end missed the money, nobody else would follow it up.
            Hinted.Ended => await starter.StartOnceAsync(
                client, nameof(OrderLifecycle.OrderFollowUp), InstanceIds.OfLate(order.Key, evidence),
                OrderName.Of(order), cancellation),
        };
    }

    /// <summary>
    /// A hint only: nobody acts on what it carries, and it carries nothing. Whoever has ended needs none.
    /// </summary>
    public async Task<bool> HintAsync(DurableTaskClient client, Order order, CancellationToken cancellation)
    {
        var hint = await RaiseAsync(client, order.Key, cancellation);
        return hint switch
        {
            Hinted.Heard or Hinted.Ended => true,
            Hinted.Missing => await StartAsync(client, order, cancellation),
            Hinted.Failed => false,
        };
    }

    private async Task<Hinted> RaiseAsync(DurableTaskClient client, OrderKey key, CancellationToken cancellation)
    {
        var id = InstanceIds.Of(key);
        var hinted = await hints.RaiseAsync(client, id, OrderLifecycle.Hint, cancellation);
        if (hinted == Hinted.Missing) log.OrchestrationMissing(id); // It gets a new one, which reads before it acts.
        return hinted;
    }

    private static bool HasMoneyAfterItsEnd(Order order) => order.State switch
    {
        OrderState.Created or OrderState.AwaitingPayment or OrderState.Closing => false,
        OrderState.Paid or OrderState.Failed => false,
        OrderState.Closed => order.TransactionId is not null,
        OrderState.PartiallyRefunded or OrderState.Refunded or OrderState.Revoked => true,
    };
}
