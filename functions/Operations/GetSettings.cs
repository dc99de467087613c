using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Configuration;
using PayFunctions.Edge;
using PayFunctions.Infra.Knobs;

namespace PayFunctions.Operations;

/// <summary>Every knob: what it is now, where that comes from, and who reads it. For whoever runs the app.</summary>
public sealed class GetSettings(KnobBook book, KnobOverrides overrides, IConfiguration configuration)
{
    [Function(nameof(GetSettings))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "settings")] HttpRequestData request,
        CancellationToken cancellation)
    {
        if (request.Tenant() != Callers.Default) return await Answers.ProblemAsync(request, ChangeSetting.NoSuchKnob);
        await book.WatchAsync(anyway: true, cancellation);
        return await Answers.JsonAsync(
            request, HttpStatusCode.OK, SettingsJson.Write(book, overrides, configuration));
    }
}
