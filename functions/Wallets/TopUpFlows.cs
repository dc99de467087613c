using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Flows;
using PayFunctions.Orders;

namespace PayFunctions.Wallets;

/// <summary>Starts the saga that puts an order's payment on a wallet, once. The engine being away is an answer: false.</summary>
public sealed class TopUpFlows(Starter starter)
{
    public Task<bool> StartAsync(DurableTaskClient client, OrderKey order, CancellationToken cancellation) =>
        StartAsync(client, InstanceIds.TopUp(order), order, cancellation);

    /// <summary>Has another go on where that one broke off.</summary>
    internal Task<bool> GoOnFromAsync(
        DurableTaskClient client, string broken, OrderKey order, CancellationToken cancellation) =>
        StartAsync(client, InstanceIds.After(broken), order, cancellation);

    private Task<bool> StartAsync(
        DurableTaskClient client, string id, OrderKey order, CancellationToken cancellation) =>
        starter.StartOnceAsync(client, nameof(WalletTopUp), id, new OrderName(order.Tenant, order.OrderId), cancellation);
}
