using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;
using PayFunctions.Orders;

namespace PayFunctions.Operations;

/// <summary>
/// An operator's decision about quarantined evidence: <c>apply</c> what the provider says now, <c>refund</c> the payment
/// in full, or <c>dismiss</c> it. Written down once, with who and why.
/// </summary>
/// <remarks>What is done is safe to do twice: a crash before it is written down is mended by asking again.</remarks>
public sealed class ResolveQuarantine(
    Quarantine quarantine, Resolving resolving, Channels channels, TimeProvider clock)
{
    [Function(nameof(ResolveQuarantine))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "quarantine/{id}/resolve")] HttpRequestData request,
        string id, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (QuarantineDay.Of(request, channels, clock, out var problem) is not { } part)
            return await Answers.ProblemAsync(request, Problem.Invalid(problem!));
        var problems = new List<FieldProblem>();
        var word = ResolveRequestJson.Read(request.ReadBody().Span, problems).SignedBy(request.Person());
        if (word.Action is not ("apply" or "refund" or "dismiss"))
            problems.Add(new("action", "is not apply, refund or dismiss"));
        if (!word.IsValid(problems) || problems.Count > 0)
            return await Answers.ProblemAsync(request, Problem.Invalid(problems));

        var stored = await quarantine.FindAsync(part.Provider, part.Day, id, cancellation);
        if (stored is null || stored.Entry.Key.Tenant != request.Tenant())
            return await Answers.ProblemAsync(request, NoSuchEntry);
        return stored.Entry.Resolution is { } before
            ? await Answers.ProblemAsync(request, Already(before))
            : await ResolveAsync(request, client, stored, word, cancellation);
    }

    private async Task<HttpResponseData> ResolveAsync(
        HttpRequestData request, DurableTaskClient client, StoredQuarantineEntry stored, OperatorWord word,
        CancellationToken cancellation)
    {
        var resolved = word.Action switch
        {
            "apply" => await resolving.ApplyAsync(client, stored.Entry, cancellation),
            "refund" => await resolving.RefundAsync(client, stored.Entry, word, cancellation),
            _ => new("dismissed"),
        };
        if (resolved.Problem is { } problem) return await Answers.ProblemAsync(request, problem);

        var resolution = new QuarantineResolution(
            clock.GetUtcNow(), word.Action!, word.Reason!, word.By, resolved.Outcome!);
        if (await quarantine.ResolveAsync(stored, resolution, cancellation))
        {
            var done = stored.Entry with { Resolution = resolution };
            return await Answers.JsonAsync(request, HttpStatusCode.OK, QuarantineJson.One(done));
        }

        var now = await quarantine.FindAsync(stored.Entry.Provider, stored.Entry.Day, stored.Entry.Id, cancellation);
        return await Answers.ProblemAsync(
            request, now?.Entry.Resolution is { } other ? Already(other) : Problem.Unavailable);
    }

    private static Problem NoSuchEntry { get; } = new(
        404, "no-such-entry", "There is no such entry in that day's quarantine.");

    private static Problem Already(QuarantineResolution by) => new(409, "already-resolved", "It has been resolved.")
    {
        Detail = $"By '{by.Action}', {by.Outcome}.",
    };
}
