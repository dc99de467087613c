using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>All that speaks of one difference, as a zip with a manifest of hashes.</summary>
public sealed class GetEvidence(DayEvidence evidence, DayStarting days, TimeProvider clock)
{
    [Function(nameof(GetEvidence))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Function, "get", Route = "reconciliations/{channel}/{date}/differences/{id}/evidence")]
        HttpRequestData request,
        string channel, string date, string id, CancellationToken cancellation)
    {
        if (DayRequest.Read(request, days, clock, channel, date, out var problem) is not { } key)
            return await Answers.ProblemAsync(request, problem!);
        if (await evidence.PackAsync(key, id, cancellation) is not { } pack)
            return await Answers.ProblemAsync(request, DayRequest.NoSuchDifference);
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", "application/zip");
        response.Headers.Add("Content-Disposition", $"attachment; filename=\"evidence-{channel}-{date}-{id}.zip\"");
        response.Headers.Add("X-Content-Type-Options", "nosniff");
        await response.WriteBytesAsync(pack);
        return response;
    }
}
