using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;

namespace PayFunctions.Operations;

/// <summary>Whether the app can do its work. Open to everyone, and so it tells little and costs little.</summary>
public sealed class GetHealth(StorageHealth storage)
{
    private const int RetryAfterSeconds = 1;

    private static readonly byte[] Healthy = """{"status":"Healthy"}"""u8.ToArray();
    private static readonly byte[] StorageAway = """{"status":"Unhealthy","away":["storage"]}"""u8.ToArray();

    [Function(nameof(GetHealth))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequestData request)
    {
        if (await storage.AnswersAsync()) return await Answers.JsonAsync(request, HttpStatusCode.OK, Healthy);
        var response = await Answers.JsonAsync(request, HttpStatusCode.ServiceUnavailable, StorageAway);
        Answers.RetryAfter(response, RetryAfterSeconds);
        return response;
    }
}
