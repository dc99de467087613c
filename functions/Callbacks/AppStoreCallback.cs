using System.Diagnostics;
using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PayFunctions.Edge;
using PayFunctions.Infra.AppStore;
using PayFunctions.Infra.Callbacks;

namespace PayFunctions.Callbacks;

/// <summary>The App Store's notifications of every app. No key opens it: the signature does.</summary>
/// <remarks>Apple reads the status alone: 2xx is delivered, anything else comes again.</remarks>
public sealed class AppStoreCallback(
    AppStoreNotifications notifications, AppStoreIntake intake, IOptionsMonitor<CallbackOptions> options,
    TimeProvider clock)
{
    private const int RetryAfterSeconds = 5;

    [Function(nameof(AppStoreCallback))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "callbacks/appstore")] HttpRequestData request,
        [DurableClient] DurableTaskClient client, CancellationToken gone)
    {
        var started = Stopwatch.GetTimestamp();
        var limits = options.CurrentValue;
        using var timeout = new CancellationTokenSource(limits.AnswerWithin, clock);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, gone);
        using var body = await BodyReader.ReadAsync(request, limits.MaxBodyBytes, patience.Token, gone); // As it came.
        switch (body.Outcome)
        {
            case BodyOutcome.TooLarge:
                return Refused(request, AppStoreRefusals.Code(AppStoreRefusal.TooLarge), 413, started);
            case BodyOutcome.TooSlow:
                return Refused(request, "too-slow", 408, started);
            case BodyOutcome.Read:
                break;
        }

        var reading = notifications.Read(body.Bytes);
        if (reading.Refusal is { } refusal)
            return Refused(request, AppStoreRefusals.Code(refusal), AppStoreRefusals.Status(refusal), started);

        var outcome = await intake.TakeAsync(client, reading.Notice!, patience.Token, gone);
        CallbackCounts.Ended(StorePurchase.Channel, outcome, started);
        if (!CallbackCounts.IsAcknowledged(outcome)) return Unavailable(request);
        return request.CreateResponse(HttpStatusCode.OK);
    }

    private static HttpResponseData Refused(HttpRequestData request, string code, int status, long started)
    {
        CallbackCounts.Refused(StorePurchase.Channel, code);
        CallbackCounts.Ended(StorePurchase.Channel, CallbackOutcome.Refused, started);
        return request.CreateResponse((HttpStatusCode)status);
    }

    private static HttpResponseData Unavailable(HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.ServiceUnavailable);
        Answers.RetryAfter(response, RetryAfterSeconds);
        return response;
    }
}
