using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace PayFunctions.Edge;

/// <summary>What the whole app tells of itself is for whoever runs it, not for a person who may see one tenant's orders.</summary>
internal sealed class PersonMiddleware(People people) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var request = await context.RequestAsync();
        if (people.Of(request) is { } person && person.Tenant != Callers.Default)
            context.GetInvocationResult().Value = await Answers.ProblemAsync(request, Problem.NotTheirs);
        else
            await next(context);
    }
}
