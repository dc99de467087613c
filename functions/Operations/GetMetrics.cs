using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Operations;

/// <summary>Every counter and histogram of the app, as Prometheus reads them.</summary>
public sealed class GetMetrics(MetricsText metrics)
{
    [Function(nameof(GetMetrics))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "metrics")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        await response.WriteStringAsync(metrics.Write());
        return response;
    }
}
