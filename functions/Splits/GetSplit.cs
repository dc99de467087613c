using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Edge;
using PayFunctions.Infra.Splits;

namespace PayFunctions.Splits;

/// <summary>How a split stands, with every share and every return of it.</summary>
public sealed class GetSplit(SplitBook book)
{
    [Function(nameof(GetSplit))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "orders/{orderId}/splits/{splitId}")]
        HttpRequestData request,
        string orderId, string splitId, CancellationToken cancellation)
    {
        var split = OrderIdRule.Accepts(orderId) && SplitIdRule.Accepts(splitId)
            ? await book.FindAsync(new(request.Tenant(), orderId), splitId, cancellation)
            : null;
        return split is null
            ? await Answers.ProblemAsync(request, SplitProblems.NoSuchSplit)
            : await Answers.JsonAsync(request, HttpStatusCode.OK, SplitJson.Of(split));
    }
}
