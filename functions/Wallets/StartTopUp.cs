using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PayFunctions.Orders;

namespace PayFunctions.Wallets;

/// <summary>Starts the top-up of an order that has ended, paid or not: it finds out. Safe to repeat.</summary>
public sealed class StartTopUp(TopUpFlows flows)
{
    [Function(nameof(StartTopUp))]
    public async Task RunAsync(
        [ActivityTrigger] OrderName order, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (!await flows.StartAsync(client, order.Key, cancellation))
            throw new InvalidOperationException($"The top-up of {order.OrderId} could not be started; it is again.");
    }
}
