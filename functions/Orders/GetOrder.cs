using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Orders;

/// <summary>An order's state, money and timeline.</summary>
public sealed class GetOrder(OrderBook book, OrderMending mending)
{
    [Function(nameof(GetOrder))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "orders/{orderId}")] HttpRequestData request,
        string orderId, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var story = OrderIdRule.Accepts(orderId)
            ? await book.ReadStoryAsync(new(request.Tenant(), orderId), cancellation)
            : null;
        if (story is not null) await mending.MendMissingAsync(client, story.Order, cancellation);
        return story is null
            ? await Answers.ProblemAsync(request, Problem.NoSuchOrder)
            : await Answers.JsonAsync(request, HttpStatusCode.OK, OrderJson.Story(story));
    }
}
