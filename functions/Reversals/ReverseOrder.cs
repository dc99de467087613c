using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reversals;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Orders;

namespace PayFunctions.Reversals;

/// <summary>
/// Takes an order back as a whole (冲正): unpaid it is ended, paid its money goes back, and what is unclear becomes clear.
/// </summary>
/// <remarks>The orchestration is started first and waits: a crash in between leaves a wake that finds the request, or
/// nothing, never a request that nobody carries out.</remarks>
public sealed class ReverseOrder(OrderBook book, ReversalFlows flows, Channels channels, TimeProvider clock)
{
    [Function(nameof(ReverseOrder))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders/{orderId}/reverse")] HttpRequestData request,
        string orderId, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (!OrderIdRule.Accepts(orderId)) return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
        var wanted = ReversalRequestJson.Read(request.ReadBody().Span, out var unreadable);
        var problems = unreadable.ToList();
        if (problems.Count == 0 && ReversalRules.ReasonProblem(wanted.Reason) is { } wrong) problems.Add(wrong);
        if (problems.Count > 0) return await Answers.ProblemAsync(request, Problem.Invalid(problems));

        if (await book.FindStoredAsync(new(request.Tenant(), orderId), cancellation) is not { } stored)
            return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
        return channels.ReversingOf(stored.Order) is { } provider
            ? await ReverseAsync(request, client, stored, provider, wanted.Reason!, cancellation)
            : await Answers.ProblemAsync(request, ReversalProblems.Channel(stored.Order));
    }

    private async Task<HttpResponseData> ReverseAsync(
        HttpRequestData request, DurableTaskClient client, StoredOrder stored, IReversingProvider provider, string reason,
        CancellationToken cancellation)
    {
        var asked = Asked(stored.Order, reason);
        var wouldBe = ReversalDecision.Decide(stored.Order, asked, provider.ReversibleUntil);
        if (wouldBe.Verdict == Verdict.Moved && !await flows.PrepareAsync(client, wouldBe.Order, cancellation))
            return await Answers.ProblemAsync(request, Problem.Unavailable);

        var applied = await book.ReverseAsync(stored, asked, provider.ReversibleUntil, cancellation);
        switch (applied.Outcome)
        {
            case ApplyOutcome.UnknownOrder:
                return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
            case ApplyOutcome.Refused or ApplyOutcome.Quarantined:
                return await Answers.ProblemAsync(request, WhyNot(applied.Order!, asked.At, provider));
            case ApplyOutcome.Contended:
                return await Answers.ProblemAsync(request, Problem.Unavailable);
            case ApplyOutcome.Moved or ApplyOutcome.Repeat:
                // A repeat wakes it too: the request before may have died between its commit and its hint.
                return await flows.WakeAsync(client, applied.Order!, cancellation)
                    ? await Answers.JsonAsync(request, HttpStatusCode.Accepted, OrderJson.State(applied.Order!))
                    : await Answers.ProblemAsync(request, Problem.Unavailable);
            default:
                throw new InvalidOperationException($"No such outcome: {applied.Outcome}.");
        }
    }

    private static Problem WhyNot(Order order, DateTimeOffset now, IReversingProvider provider) => ReversalProblems.Of(
        ReversalDecision.BrokenRule(order, now, provider.ReversibleUntil), order, now,
        order.PaidAt is { } paidAt ? provider.ReversibleUntil(paidAt) : null);

    private Evidence Asked(Order order, string reason) => new()
    {
        Source = EvidenceSource.Merchant,
        Id = ReversalDecision.EvidenceId(order),
        Event = OrderEvent.ReversalRequested,
        At = clock.GetUtcNow(),
        Code = reason,
    };
}
