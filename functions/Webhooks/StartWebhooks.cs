using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PayFunctions.Orders;

namespace PayFunctions.Webhooks;

/// <summary>Starts the delivery of the message whose turn it is, if there is one. Safe to repeat.</summary>
public sealed class StartWebhooks(WebhookFlows flows)
{
    [Function(nameof(StartWebhooks))]
    public async Task RunAsync(
        [ActivityTrigger] OrderName order, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (!await flows.StartNextAsync(client, order.Key, cancellation))
            throw new InvalidOperationException($"The webhooks of {order.OrderId} were not started; they are again.");
    }
}
