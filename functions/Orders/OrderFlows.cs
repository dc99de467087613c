using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;

namespace PayFunctions.Orders;

/// <summary>Starts and wakes the orders' orchestrations. The engine being away is an answer: false.</summary>
public sealed class OrderFlows(IOptionsMonitor<OrdersOptions> options, ILogger<OrderFlows> log)
{
    // Every status: a list that leaves one out may replace, even terminate, the instance that is there.
    private static readonly OrchestrationRuntimeStatus[] AnyStatus =
        [.. StartOrchestrationOptionsExtensions.ValidDedupeStatuses];

    public Task<bool> StartAsync(DurableTaskClient client, Order order, CancellationToken cancellation) => StartOnceAsync(
        client, nameof(OrderLifecycle), InstanceIds.Of(order.Key), OrderLife.Of(order, options.CurrentValue), cancellation);

    /// <summary>Wakes whoever has to hear of it: the order's own orchestration, or, once that has ended, a follow-up.</summary>
    public Task<bool> WakeAsync(DurableTaskClient client, Order order, Evidence evidence, CancellationToken cancellation) =>
        HasMoneyAfterItsEnd(order)
            ? StartOnceAsync(
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

    private async Task<bool> StartOnceAsync(
        DurableTaskClient client, string orchestrator, string id, object input, CancellationToken cancellation)
    {
        try
        {
            var once = new StartOrchestrationOptions(id).WithDedupeStatuses(AnyStatus);
            await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, once, cancellation);
            return true;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return await IsThereAsync(client, id, e, cancellation);
        }
    }

    /// <summary>What a start throws when the instance is there differs by engine: so we look.</summary>
    private async Task<bool> IsThereAsync(
        DurableTaskClient client, string id, Exception failure, CancellationToken cancellation)
    {
        try
        {
            if (await client.GetInstanceAsync(id, cancellation: cancellation) is not null) return true;
            log.StartFailed(id, failure);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            log.StartFailed(id, new AggregateException(failure, e));
        }

        return false;
    }

    private static bool HasMoneyAfterItsEnd(Order order) => order.State switch
    {
        OrderState.Created or OrderState.AwaitingPayment or OrderState.Closing => false,
        OrderState.Paid or OrderState.Failed => false,
        OrderState.Closed => order.TransactionId is not null,
        OrderState.PartiallyRefunded or OrderState.Refunded or OrderState.Revoked => true,
    };
}
