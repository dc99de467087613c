using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PayFunctions.Infra.Orders;
using PayFunctions.Orders;

namespace PayFunctions.Settlements;

/// <summary>Starts the settlement of an order that has ended, where it was paid. Safe to repeat.</summary>
public sealed class StartSettlement(OrderBook book, SettlementFlows flows)
{
    [Function(nameof(StartSettlement))]
    public async Task RunAsync(
        [ActivityTrigger] OrderName order, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (await book.FindAsync(order.Key, cancellation) is not { } found) return;
        if (!await flows.StartAsync(client, found, cancellation))
            throw new InvalidOperationException($"The settlement of {order.OrderId} could not be started; it is again.");
    }
}
