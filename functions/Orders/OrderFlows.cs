using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Flows;

namespace PayFunctions.Orders;

/// <summary>Starts and wakes the orders' orchestrations. The engine being away is an answer: false.</summary>
public sealed class OrderFlows(IOptionsMonitor<OrdersOptions> options, Starter starter, ILogger<OrderFlows> log)
{
    public Task<bool> StartAsync(DurableTaskClient client, Order order, CancellationToken cancellation) => starter.StartOnceAsync(
        client, nameof(OrderLifecycle), InstanceIds.Of(order.Key), OrderLife.Of(order, options.CurrentValue), cancellation);

    /// <summary>Wakes whoever has to hear of it: the order's own orchestration, or, once that has ended, a follow-up.</summary>
    public Task<bool> WakeAsync(DurableTaskClient client, Order order, Evidence evidence, CancellationToken cancellation) =>
        HasMoneyAfterItsEnd(order)
            ? starter.StartOnceAsync(
                client, nameof(OrderLifecycle.OrderFollowUp), InstanceIds.OfLate(order.Key, evidence),
                OrderName.Of(order.Key), cancellation)
            : HintAsync(client, order.Key, cancellation);

    /// <summary>A hint only: nobody acts on what it carries, and it carries nothing.</summary>
    public async Task<bool> HintAsync(DurableTaskClient client, OrderKey key, CancellationToken cancellation)
    {
        try
        {
            await client.RaiseEventAsync(InstanceIds.Of(key), OrderLifecycle.Hint, cancellation: cancellation);
            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested) // The genuine client's types can't be named here.
        {
            log.HintFailed(key.OrderId, e);
            return false;
        }
    }

    private static bool HasMoneyAfterItsEnd(Order order) => order.State switch
    {
        OrderState.Created or OrderState.AwaitingPayment or OrderState.Closing => false,
        OrderState.Paid or OrderState.Failed => false,
        OrderState.Closed => order.TransactionId is not null,
        OrderState.PartiallyRefunded or OrderState.Refunded or OrderState.Revoked => true,
    };
}
