using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Orders;

namespace PayFunctions.Refunds;

/// <summary>Asks for a refund: its amount is set apart on the order, and its orchestration sends it.</summary>
/// <remarks>The orchestration is started first and waits: a crash in between leaves a wake that finds the refund, or
/// nothing, never a refund that nobody sends.</remarks>
public sealed class RequestRefund(RefundBook book, RefundFlows flows)
{
    [Function(nameof(RequestRefund))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders/{orderId}/refunds")] HttpRequestData request,
        string orderId, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (!OrderIdRule.Accepts(orderId)) return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
        var wanted = RefundRequestJson.Read(request.ReadBody().Span, out var unreadable);
        var problems = unreadable.ToList();
        if (problems.Count > 0 || RefundRules.Read(wanted, problems) is not { } asked)
            return await Answers.ProblemAsync(request, Problem.Invalid(problems));

        var key = new OrderKey(request.Tenant(), orderId);
        var reserved = await book.RequestAsync(
            key, asked, (order, refund) => flows.PrepareAsync(client, order, refund, cancellation), cancellation);
        return await AnswerAsync(request, client, key, asked, reserved, cancellation);
    }

    private async Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, DurableTaskClient client, OrderKey key, NewRefund asked, RefundReserved reserved,
        CancellationToken cancellation)
    {
        switch (reserved.Outcome)
        {
            case ApplyOutcome.UnknownOrder:
                return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
            case ApplyOutcome.Refused or ApplyOutcome.Quarantined:
                return await Answers.ProblemAsync(
                    request, RefundProblems.Of(reserved.Broken!.Value, reserved.Order!, asked, reserved.Refund));
            case ApplyOutcome.Contended:
                return await Answers.ProblemAsync(request, Problem.Unavailable);
            case ApplyOutcome.Moved or ApplyOutcome.Repeat:
                // A repeat wakes it too: the request before may have died between its commit and its hint.
                return await flows.WakeAsync(client, reserved.Order!, reserved.Refund!, cancellation)
                    ? await AcceptedAsync(request, key, reserved.Refund!)
                    : await Answers.ProblemAsync(request, Problem.Unavailable);
            default:
                throw new InvalidOperationException($"No such outcome: {reserved.Outcome}.");
        }
    }

    private static async Task<HttpResponseData> AcceptedAsync(HttpRequestData request, OrderKey key, Refund refund)
    {
        var response = await Answers.JsonAsync(request, HttpStatusCode.Accepted, RefundJson.Of(refund));
        response.Headers.Add(
            "Location",
            $"/api/orders/{Uri.EscapeDataString(key.OrderId)}/refunds/{Uri.EscapeDataString(refund.Id)}");
        return response;
    }
}
