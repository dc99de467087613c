using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Splits;

namespace PayFunctions.Splits;

/// <summary>Asks a receiver for a share back, in full or in part.</summary>
public sealed class RequestReturn(SplitBook book, SplitFlows flows)
{
    [Function(nameof(RequestReturn))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders/{orderId}/splits/{splitId}/returns")]
        HttpRequestData request,
        string orderId, string splitId, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (!OrderIdRule.Accepts(orderId) || !SplitIdRule.Accepts(splitId))
            return await Answers.ProblemAsync(request, SplitProblems.NoSuchSplit);
        var wanted = ReturnRequestJson.Read(request.ReadBody().Span, out var unreadable);
        var problems = unreadable.ToList();
        if (problems.Count > 0 || SplitRules.Read(wanted, problems) is not { } asked)
            return await Answers.ProblemAsync(request, Problem.Invalid(problems));

        var key = new OrderKey(request.Tenant(), orderId);
        var reserved = await book.RequestAsync(
            key, splitId, asked, (order, written) => flows.PrepareAsync(client, order, written, cancellation), cancellation);
        switch (reserved.Outcome)
        {
            case ApplyOutcome.UnknownOrder:
                return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
            case ApplyOutcome.Refused or ApplyOutcome.Quarantined:
                return await Answers.ProblemAsync(request, reserved.Broken is { } broken
                    ? SplitProblems.Of(broken, reserved.Order!, reserved.Split, SplitProblems.Words(asked))
                    : SplitProblems.NoSuchSplit);
            case ApplyOutcome.Contended:
                return await Answers.ProblemAsync(request, Problem.Unavailable);
            case ApplyOutcome.Moved or ApplyOutcome.Repeat:
                return await flows.WakeAsync(client, reserved.Order!, reserved.Split!, reserved.Return, cancellation)
                    ? await Answers.JsonAsync(request, HttpStatusCode.Accepted, SplitJson.Of(reserved.Return!))
                    : await Answers.ProblemAsync(request, Problem.Unavailable);
            default:
                throw new InvalidOperationException($"No such outcome: {reserved.Outcome}.");
        }
    }
}
