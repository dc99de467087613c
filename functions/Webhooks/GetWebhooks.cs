using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Webhooks;

/// <summary>What an order had and has to tell, and how far each message has come.</summary>
public sealed class GetWebhooks(OutboxStore outbox)
{
    [Function(nameof(GetWebhooks))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "orders/{orderId}/webhooks")] HttpRequestData request,
        string orderId, CancellationToken cancellation)
    {
        var read = OrderIdRule.Accepts(orderId)
            ? await outbox.ReadAsync(new(request.Tenant(), orderId), cancellation)
            : null;
        return read is null
            ? await Answers.ProblemAsync(request, Problem.NoSuchOrder)
            : await Answers.JsonAsync(request, HttpStatusCode.OK, WebhookJson.All(read));
    }
}
