using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Flows;
using PayFunctions.Infra.Http;
using PayFunctions.Orders;

namespace PayFunctions.Reversals;

/// <summary>Starts and wakes the reversals' orchestrations. The engine being away is an answer: false.</summary>
public sealed class ReversalFlows(
    IOptionsMonitor<OrdersOptions> options, IOptionsMonitor<RetryOptions> retries, Starter starter, Hints hints)
{
    /// <summary>
    /// Before the request is written: whatever a crash leaves, someone looks after it. What is then refused leaves an
    /// orchestration that finds nothing and ends.
    /// </summary>
    /// <param name="asking">The order as the request would make it.</param>
    public Task<bool> PrepareAsync(DurableTaskClient client, Order asking, CancellationToken cancellation) =>
        StartAsync(client, InstanceIds.Reversal(asking), asking, isWritten: false, cancellation);

    /// <summary>Whoever drives the reversal hears of it, now that it is written: started if need be.</summary>
    public async Task<bool> WakeAsync(DurableTaskClient client, Order order, CancellationToken cancellation)
    {
        if (!order.IsBeingReversed) return true;
        var id = InstanceIds.Reversal(order);
        return await hints.RaiseAsync(client, id, OrderReversal.Hint, cancellation) switch
        {
            Hinted.Heard => true,
            Hinted.Failed => false,
            Hinted.Missing => await StartAsync(client, id, order, isWritten: true, cancellation),
            // It had given the request up before that was written.
            Hinted.Ended => await StartAsync(client, InstanceIds.LateReversal(order), order, isWritten: true, cancellation),
        };
    }

    /// <summary>Has another go on where that orchestration broke off.</summary>
    internal Task<bool> GoOnFromAsync(
        DurableTaskClient client, string broken, Order order, CancellationToken cancellation) =>
        StartAsync(client, InstanceIds.After(broken), order, isWritten: true, cancellation);

    private Task<bool> StartAsync(
        DurableTaskClient client, string id, Order order, bool isWritten, CancellationToken cancellation) =>
        starter.StartOnceAsync(
            client, nameof(OrderReversal), id,
            ReversalLife.Of(
                order, order.Reversal!.Sequence, isWritten, options.CurrentValue, retries.CurrentValue.Plan()),
            cancellation);
}
