using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Edge;

namespace PayFunctions.Reconciliation;

/// <summary>Reconciles a day: the run that is open, or, once that has ended, another. What was repaired is not repaired twice.</summary>
public sealed class StartReconciliation(DayStarting days, TimeProvider clock)
{
    [Function(nameof(StartReconciliation))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "reconciliations/{channel}/{date}")] HttpRequestData request,
        string channel, string date, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (DayRequest.Read(request, days, clock, channel, date, out var problem) is not { } key)
            return await Answers.ProblemAsync(request, problem!);
        if (await days.StartAsync(client, key, again: true, cancellation) is not { } run)
            return await Answers.ProblemAsync(request, Problem.Unavailable);
        var response = await Answers.JsonAsync(request, HttpStatusCode.Accepted, ReconciliationJson.Run(run));
        response.Headers.Add("Location", $"/api/reconciliations/{channel}/{date}");
        return response;
    }
}
