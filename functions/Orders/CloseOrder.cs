using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Orders;

/// <summary>
/// Asks for an order's close. Its orchestration closes it at the provider, or finds that it was paid after all.
/// </summary>
public sealed class CloseOrder(OrderBook book, OrderFlows flows, TimeProvider clock)
{
    [Function(nameof(CloseOrder))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders/{orderId}/close")] HttpRequestData request,
        string orderId, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (!OrderIdRule.Accepts(orderId)) return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
        var key = new OrderKey(request.Tenant(), orderId);
        var applied = await book.ApplyAsync(key, CloseRequested(), cancellation);
        switch (applied.Outcome)
        {
            case ApplyOutcome.UnknownOrder:
                return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
            case ApplyOutcome.Refused or ApplyOutcome.Quarantined:
                return await Answers.ProblemAsync(request, CantClose with { State = applied.Order!.State });
            case ApplyOutcome.Contended:
                return await Answers.ProblemAsync(request, Problem.Unavailable);
            case ApplyOutcome.Moved or ApplyOutcome.Repeat:
                return await flows.HintAsync(client, applied.Order!, cancellation)
                    ? await Answers.JsonAsync(request, HttpStatusCode.Accepted, OrderJson.State(applied.Order!))
                    : await Answers.ProblemAsync(request, Problem.Unavailable);
            default:
                throw new InvalidOperationException($"No such outcome: {applied.Outcome}.");
        }
    }

    private static Problem CantClose { get; } = new(409, "cannot-close", "The order's state does not allow a close.");

    private Evidence CloseRequested() => new()
    {
        Source = EvidenceSource.Merchant,
        Id = "close",
        Event = OrderEvent.CloseRequested,
        At = clock.GetUtcNow(),
    };
}
