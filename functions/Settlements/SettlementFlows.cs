using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Flows;
using PayFunctions.Orders;
using PayFunctions.Splits;

namespace PayFunctions.Settlements;

/// <summary>Starts deferred settlements, each order's once. The engine being away is an answer: false.</summary>
public sealed class SettlementFlows(IOptionsMonitor<SplitsOptions> options, Starter starter)
{
    /// <returns>True also where there is nothing to settle.</returns>
    public Task<bool> StartAsync(DurableTaskClient client, Order order, CancellationToken cancellation) =>
        StartAsync(client, InstanceIds.Settlement(order.Key), order, cancellation);

    /// <summary>Has another go on where that orchestration broke off.</summary>
    internal Task<bool> GoOnFromAsync(
        DurableTaskClient client, string broken, Order order, CancellationToken cancellation) =>
        StartAsync(client, InstanceIds.After(broken), order, cancellation);

    private Task<bool> StartAsync(
        DurableTaskClient client, string id, Order order, CancellationToken cancellation) => order.SettlesAt is { } due
        ? starter.StartOnceAsync(
            client, nameof(DeferredSettlement), id, SettlementLife.Of(order.Key, due, options.CurrentValue), cancellation)
        : Task.FromResult(true);
}
