using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace PayFunctions.Edge;

/// <summary>Finds the caller's tenant before anything is read or done in its name, and holds it to what it may ask for.</summary>
internal sealed class CallerMiddleware(Callers callers, Sources sources, CallerLimits limits) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var request = await context.RequestAsync();
        // By address first: who guesses keys is slowed down as well.
        var wait = limits.Take(sources.Of(request));
        var tenant = wait is null ? callers.TenantOf(request) : null;
        if (tenant is not null) wait = limits.Take(tenant);
        if (wait is { } after) await AnswerAsync(context, request, Problem.TooMany(after));
        else if (tenant is null) await AnswerAsync(context, request, Problem.UnknownKey);
        else if (KeyedRoutes.Changes(request.Method) && !ContentTypes.Fits(request, ProviderDoor.Json))
            await AnswerAsync(context, request, Problem.NotJson);
        else
        {
            context.SetTenant(tenant);
            await next(context);
        }
    }

    private static async Task AnswerAsync(FunctionContext context, HttpRequestData request, Problem problem)
    {
        context.GetInvocationResult().Value = await Answers.ProblemAsync(request, problem);
    }
}
