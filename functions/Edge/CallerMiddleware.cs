using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace PayFunctions.Edge;

/// <summary>Finds the caller's tenant before anything is read or done in its name, and holds it to what it may ask for.</summary>
internal sealed class CallerMiddleware(Callers callers, People people, Sources sources, CallerLimits limits) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var request = await context.RequestAsync();
        // By address first: who guesses keys is slowed down as well.
        var wait = limits.Take(sources.Of(request));
        var person = people.Of(request);
        var tenant = wait is null ? TenantOf(request, person) : null;
        if (tenant is not null) wait = limits.Take(tenant);
        if (wait is { } after) await AnswerAsync(context, request, Problem.TooMany(after));
        else if (tenant is null) await AnswerAsync(context, request, Problem.UnknownKey);
        else if (person is { Role: Role.Reader } && KeyedRoutes.Changes(request.Method))
            await AnswerAsync(context, request, Problem.ReadOnly);
        else if (KeyedRoutes.Changes(request.Method) && !ContentTypes.Fits(request, ProviderDoor.Json))
            await AnswerAsync(context, request, Problem.NotJson);
        else
        {
            context.SetTenant(tenant);
            context.SetPerson(person);
            await next(context);
        }
    }

    /// <summary>A person's own key says whose orders they see; a tenant's key beside it can't say otherwise.</summary>
    private string? TenantOf(HttpRequestData request, Person? person)
    {
        if (person is null) return callers.TenantOf(request);
        return request.Header(Callers.Header) is null || callers.TenantOf(request) == person.Tenant ? person.Tenant : null;
    }

    private static async Task AnswerAsync(FunctionContext context, HttpRequestData request, Problem problem)
    {
        context.GetInvocationResult().Value = await Answers.ProblemAsync(request, problem);
    }
}
