using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>Where a day stands: its latest run, and how many there were.</summary>
public sealed class GetReconciliation(ReconciliationBook book, DayStarting days, TimeProvider clock)
{
    [Function(nameof(GetReconciliation))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "reconciliations/{channel}/{date}")] HttpRequestData request,
        string channel, string date, CancellationToken cancellation)
    {
        if (DayRequest.Read(request, days, clock, channel, date, out var problem) is not { } key)
            return await Answers.ProblemAsync(request, problem!);
        return await book.LastAsync(key, cancellation) is { } last
            ? await Answers.JsonAsync(request, HttpStatusCode.OK, ReconciliationJson.Run(last.Run))
            : await Answers.ProblemAsync(request, DayRequest.NoSuchRun);
    }
}
