using System.Diagnostics;
using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using PayFunctions.Callbacks;

namespace PayFunctions.Edge;

/// <summary>What a callback is held to before a byte of its body is read: where it comes from, how often, and what it says it is.</summary>
/// <remarks>None of it asks the storage anything. A provider comes again after 429, so nothing of a genuine one is lost.</remarks>
internal sealed class ProviderDoorMiddleware(
    Sources sources, AllowedSources allowed, CallerLimits limits, RefusalBursts bursts) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var started = Stopwatch.GetTimestamp();
        var request = await context.RequestAsync();
        var door = ProviderDoors.Of(context);
        var source = sources.Of(request);
        if (!allowed.Allow(door.Provider, source))
            await RefuseAsync(context, request, door, 403, "source-not-allowed", started);
        else if (limits.Take(source) is { } wait)
            await RefuseAsync(context, request, door, 429, "too-many", started, wait);
        else if (!ContentTypes.Fits(request, door.BodyType))
            await RefuseAsync(context, request, door, 415, "wrong-content-type", started);
        else
            await next(context);

        if (context.GetHttpResponseData()?.StatusCode == HttpStatusCode.Unauthorized) bursts.Add(door.Provider, source);
    }

    private static async Task RefuseAsync(
        FunctionContext context, HttpRequestData request, ProviderDoor door, int status, string reason, long started,
        TimeSpan? wait = null)
    {
        CallbackCounts.Refused(door.Provider, reason);
        CallbackCounts.Ended(door.Provider, CallbackOutcome.Refused, started);
        var response = await ProviderAnswers.RefusedAsync(request, door, status);
        if (wait is { } after) Answers.RetryAfter(response, (int)Math.Ceiling(after.TotalSeconds));
        context.GetInvocationResult().Value = response;
    }
}
