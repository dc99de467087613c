using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Edge;
using PayFunctions.Infra.Refunds;

namespace PayFunctions.Refunds;

/// <summary>How a refund stands.</summary>
public sealed class GetRefund(RefundBook book)
{
    [Function(nameof(GetRefund))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "orders/{orderId}/refunds/{refundId}")]
        HttpRequestData request,
        string orderId, string refundId, CancellationToken cancellation)
    {
        var refund = OrderIdRule.Accepts(orderId) && RefundIdRule.Accepts(refundId)
            ? await book.FindAsync(new(request.Tenant(), orderId), refundId, cancellation)
            : null;
        return refund is null
            ? await Answers.ProblemAsync(request, RefundProblems.NoSuchRefund)
            : await Answers.JsonAsync(request, HttpStatusCode.OK, RefundJson.Of(refund));
    }
}
