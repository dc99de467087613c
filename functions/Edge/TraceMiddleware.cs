using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Edge;

/// <summary>One span for each request, wake, attempt and timer that runs. Orchestrators replay, so they have none.</summary>
internal sealed class TraceMiddleware(TimeProvider clock) : IFunctionsWorkerMiddleware
{
    private const string ParentHeader = "traceparent";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var traced = Traced.Of(context.FunctionDefinition.Name)!;
        var request = traced.IsRequest ? await context.RequestAsync() : null;
        // A read changes nothing of an order: it is no part of its story.
        if (request is not null && !KeyedRoutes.Changes(request.Method))
        {
            await next(context);
            return;
        }

        var caller = traced.HasCaller && request is not null ? CallerOf(request) : default;
        var story = Story.Open(traced.Name, traced.Kind, clock.GetUtcNow(), caller, traced.IsOfMany);
        var failed = true;
        try
        {
            await next(context);
            failed = request is not null && context.GetHttpResponseData() is { } response && (int)response.StatusCode >= 500;
        }
        finally
        {
            story?.Close(clock.GetUtcNow(), failed);
        }
    }

    private static ActivityContext CallerOf(HttpRequestData request) =>
        ActivityContext.TryParse(request.Header(ParentHeader), null, isRemote: true, out var caller) ? caller : default;
}
