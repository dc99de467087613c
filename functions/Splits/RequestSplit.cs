using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Splits;
using PayFunctions.Orders;

namespace PayFunctions.Splits;

/// <summary>Asks for a split: its shares are set apart on the order, and its orchestration sends it.</summary>
/// <remarks>The orchestration is started first and waits: a crash in between leaves a wake that finds the split, or
/// nothing, never a split that nobody sends.</remarks>
public sealed class RequestSplit(SplitBook book, SplitFlows flows, Channels channels)
{
    [Function(nameof(RequestSplit))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders/{orderId}/splits")] HttpRequestData request,
        string orderId, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (!OrderIdRule.Accepts(orderId)) return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
        var wanted = SplitRequestJson.Read(request.ReadBody().Span, out var unreadable);
        var problems = unreadable.ToList();
        if (problems.Count > 0 || SplitRules.Read(wanted, problems) is not { } asked)
            return await Answers.ProblemAsync(request, Problem.Invalid(problems));

        var key = new OrderKey(request.Tenant(), orderId);
        var reserved = await book.RequestAsync(
            key, asked, (order, account) => channels.SharingOf(order)?.IsReceiver(order, account) == true,
            (order, written) => flows.PrepareAsync(client, order, written, cancellation), cancellation);
        switch (reserved.Outcome)
        {
            case ApplyOutcome.UnknownOrder:
                return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
            case ApplyOutcome.Refused or ApplyOutcome.Quarantined:
                return await Answers.ProblemAsync(request, SplitProblems.Of(
                    reserved.Broken!.Value, reserved.Order!, reserved.Split, SplitProblems.Words(asked)));
            case ApplyOutcome.Contended:
                return await Answers.ProblemAsync(request, Problem.Unavailable);
            case ApplyOutcome.Moved or ApplyOutcome.Repeat:
                // A repeat wakes it too: the request before may have died between its commit and its hint.
                return await flows.WakeAsync(client, reserved.Order!, reserved.Split!, null, cancellation)
                    ? await AcceptedAsync(request, key, reserved.Split!)
                    : await Answers.ProblemAsync(request, Problem.Unavailable);
            default:
                throw new InvalidOperationException($"No such outcome: {reserved.Outcome}.");
        }
    }

    private static async Task<HttpResponseData> AcceptedAsync(HttpRequestData request, OrderKey key, Split split)
    {
        var response = await Answers.JsonAsync(request, HttpStatusCode.Accepted, SplitJson.Of(split));
        response.Headers.Add(
            "Location",
            $"/api/orders/{Uri.EscapeDataString(key.OrderId)}/splits/{Uri.EscapeDataString(split.Id)}");
        return response;
    }
}
