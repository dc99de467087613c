using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PayFunctions.Orders;

namespace PayFunctions.Webhooks;

/// <summary>Starts the delivery of an order's first message, without reading anything. Safe to repeat.</summary>
public sealed class BeginWebhooks(WebhookFlows flows)
{
    [Function(nameof(BeginWebhooks))]
    public async Task RunAsync(
        [ActivityTrigger] OrderName order, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (!await flows.StartFirstAsync(client, order.Key, cancellation))
            throw new InvalidOperationException($"The webhooks of {order.OrderId} were not started; they are again.");
    }
}
