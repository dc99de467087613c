using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Refunds;
using PayFunctions.Operations;

namespace PayFunctions.Refunds;

/// <summary>An operator sets a stuck refund going again, or gives it up: its amount is then free again.</summary>
public sealed class DecideRefund(RefundBook book, RefundFlows flows, TimeProvider clock)
{
    [Function("RestartRefund")]
    public Task<HttpResponseData> RestartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders/{orderId}/refunds/{refundId}/restart")]
        HttpRequestData request,
        string orderId, string refundId, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        DecideAsync(request, orderId, refundId, RefundEvent.Restarted, client, cancellation);

    [Function("GiveUpRefund")]
    public Task<HttpResponseData> GiveUpAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders/{orderId}/refunds/{refundId}/give-up")]
        HttpRequestData request,
        string orderId, string refundId, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        DecideAsync(request, orderId, refundId, RefundEvent.GivenUp, client, cancellation);

    private async Task<HttpResponseData> DecideAsync(
        HttpRequestData request, string orderId, string refundId, RefundEvent decided, DurableTaskClient client,
        CancellationToken cancellation)
    {
        var problems = new List<FieldProblem>();
        var word = OperatorWordJson.Read(request.ReadBody().Span, problems).SignedBy(request.Person());
        if (!word.IsValid(problems) || problems.Count > 0)
            return await Answers.ProblemAsync(request, Problem.Invalid(problems));
        if (!OrderIdRule.Accepts(orderId) || !RefundIdRule.Accepts(refundId))
            return await Answers.ProblemAsync(request, RefundProblems.NoSuchRefund);

        var key = new OrderKey(request.Tenant(), orderId);
        if (await book.FindWithOrderAsync(key, refundId, cancellation) is not { } known)
            return await Answers.ProblemAsync(request, RefundProblems.NoSuchRefund);
        var applied = await book.ApplyAsync(known, Says(known.Refund.Refund, decided, word), cancellation);
        return await AnswerAsync(request, client, applied, cancellation);
    }

    private async Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, DurableTaskClient client, RefundApplied applied, CancellationToken cancellation)
    {
        switch (applied.Outcome)
        {
            case ApplyOutcome.Moved or ApplyOutcome.Repeat:
                return await flows.WakeAsync(client, applied.Order!, applied.Refund!, cancellation)
                    ? await Answers.JsonAsync(request, HttpStatusCode.OK, RefundJson.Of(applied.Refund!))
                    : await Answers.ProblemAsync(request, Problem.Unavailable);
            case ApplyOutcome.Refused or ApplyOutcome.Quarantined:
                return applied.Refund is { } refund
                    ? await Answers.ProblemAsync(request, NotStuck with { Detail = $"It is {refund.State}." })
                    : await Answers.ProblemAsync(request, RefundProblems.NoSuchRefund);
            case ApplyOutcome.UnknownOrder:
                return await Answers.ProblemAsync(request, RefundProblems.NoSuchRefund);
            case ApplyOutcome.Contended:
                return await Answers.ProblemAsync(request, Problem.Unavailable);
            default:
                throw new InvalidOperationException($"No such outcome: {applied.Outcome}.");
        }
    }

    private RefundEvidence Says(Refund refund, RefundEvent decided, OperatorWord word) => new()
    {
        Source = EvidenceSource.Operator,
        Id = $"refund-{refund.Id}-{decided}-{refund.Round}",
        RefundId = refund.Id,
        Event = decided,
        At = clock.GetUtcNow(),
        Code = word.Said,
    };

    private static Problem NotStuck { get; } = new(
        409, "refund-not-stuck", "Only a refund that is stuck at its provider is decided on.");
}
