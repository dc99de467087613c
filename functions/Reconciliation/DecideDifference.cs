using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Edge;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Operations;

namespace PayFunctions.Reconciliation;

/// <summary>A person's word on a difference: who says it, and why. Its run hears of it and carries it out.</summary>
public sealed class DecideDifference(
    ReconciliationBook book, TakingBack takingBack, DayStarting days, TimeProvider clock)
{
    /// <summary>Agrees to what is planned. Above the limit of one person another has to agree too.</summary>
    [Function("ApproveDifference")]
    public Task<HttpResponseData> ApproveAsync(
        [HttpTrigger(
            AuthorizationLevel.Function, "post", Route = "reconciliations/{channel}/{date}/differences/{id}/approve")]
        HttpRequestData request,
        string channel, string date, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        DecideAsync(request, channel, date, id, client, ApproveAsync, cancellation);

    /// <summary>Says no to what is planned. What was let stand or adjusted is taken back.</summary>
    [Function("RejectDifference")]
    public Task<HttpResponseData> RejectAsync(
        [HttpTrigger(
            AuthorizationLevel.Function, "post", Route = "reconciliations/{channel}/{date}/differences/{id}/reject")]
        HttpRequestData request,
        string channel, string date, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        DecideAsync(request, channel, date, id, client,
            (key, known, word, stop) => RejectAsync(client, key, known, word, stop), cancellation);

    /// <summary>
    /// Takes a repair back that was made: an adjustment by its opposite, a payment that was confirmed by a refund in full. Above
    /// the limit of one person another has to want it too.
    /// </summary>
    [Function("TakeBackDifference")]
    public Task<HttpResponseData> TakeBackAsync(
        [HttpTrigger(
            AuthorizationLevel.Function, "post", Route = "reconciliations/{channel}/{date}/differences/{id}/take-back")]
        HttpRequestData request,
        string channel, string date, string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        DecideAsync(request, channel, date, id, client,
            (key, known, word, stop) => takingBack.TakeBackAsync(client, key, known, word, stop), cancellation);

    private async Task<HttpResponseData> DecideAsync(
        HttpRequestData request, string channel, string date, string id, DurableTaskClient client,
        Func<RunKey, DifferenceEntry, Approval, CancellationToken, Task<Problem?>> decide, CancellationToken cancellation)
    {
        var problems = new List<FieldProblem>();
        var word = OperatorWordJson.Read(request.ReadBody().Span, problems).SignedBy(request.Person());
        if (problems.Count == 0 && word.By is null) problems.Add(new("by", "is missing"));
        if (problems.Count > 0 || !word.IsValid(problems)) return await Answers.ProblemAsync(request, Problem.Invalid(problems));
        if (DayRequest.Read(request, days, clock, channel, date, out var problem) is not { } key)
            return await Answers.ProblemAsync(request, problem!);
        if (await book.FindDifferenceAsync(key, id, cancellation) is not { } stored)
            return await Answers.ProblemAsync(request, DayRequest.NoSuchDifference);

        var said = new Approval(word.By!, word.Reason!, clock.GetUtcNow());
        if (await decide(key, stored.Entry, said, cancellation) is { } refused) return await Answers.ProblemAsync(request, refused);
        var now = (await book.FindDifferenceAsync(key, id, cancellation))!.Entry;
        var run = await book.LastAsync(key, cancellation);
        return run is null || await days.TellAsync(client, run.Run, cancellation)
            ? await Answers.JsonAsync(request, HttpStatusCode.OK, ReconciliationJson.Difference(now))
            : await Answers.ProblemAsync(request, Problem.Unavailable);
    }

    private async Task<Problem?> ApproveAsync(
        RunKey key, DifferenceEntry known, Approval word, CancellationToken cancellation)
    {
        var outcome = ApprovalOutcome.NotWaiting;
        await book.ChangeAsync(key, known.Id, one =>
        {
            outcome = Approvals.Add(one.State, one.Need, one.Approvals, word);
            return outcome switch
            {
                ApprovalOutcome.Agreed => Agree(one, DifferenceEvent.Agreed, word),
                ApprovalOutcome.AgreedInPart => Agree(one, DifferenceEvent.AgreedInPart, word),
                ApprovalOutcome.SamePerson or ApprovalOutcome.NotWaiting => null,
            };
        }, cancellation);
        return outcome switch
        {
            ApprovalOutcome.Agreed or ApprovalOutcome.AgreedInPart => null,
            ApprovalOutcome.SamePerson => SamePerson,
            ApprovalOutcome.NotWaiting => NotWaiting with { Detail = $"It is {known.State}." },
        };
    }

    private DifferenceEntry? Agree(DifferenceEntry entry, DifferenceEvent happened, Approval word) =>
        entry.After(happened, clock.GetUtcNow()) is { } after ? after with { Approvals = [.. entry.Approvals, word] } : null;

    /// <summary>Money that a provider confirmed is not sent back by a mere no.</summary>
    private async Task<Problem?> RejectAsync(
        DurableTaskClient client, RunKey key, DifferenceEntry known, Approval word, CancellationToken cancellation)
    {
        if (known.State == DifferenceState.Repaired)
        {
            return known.Action is RepairAction.ConfirmPayment or RepairAction.ConfirmRefund
                ? Confirmed
                : await takingBack.TakeBackAsync(client, key, known, word, cancellation);
        }

        var isTaken = false;
        await book.ChangeAsync(key, known.Id, one =>
        {
            var after = one.After(DifferenceEvent.Refused, clock.GetUtcNow());
            isTaken = after is not null;
            return after is null || ReferenceEquals(after, one) ? after : after with { Rejection = word };
        }, cancellation);
        return isTaken ? null : NotWaiting with { Detail = $"It is {known.State}." };
    }

    internal static Problem SamePerson { get; } = new(
        409, "same-person", "The same person has agreed to it before: another one is needed.");

    internal static Problem NotWaiting { get; } = new(409, "not-waiting", "There is nothing to decide of it.");

    private static Problem Confirmed { get; } = new(
        409, "not-taken-back", "What its provider confirmed is true of the money: to have it sent back, ask for that (take-back).");
}
