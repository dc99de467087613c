using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace PayFunctions.Edge;

/// <summary>Finds the caller's tenant before anything is read or done in its name.</summary>
internal sealed class CallerMiddleware(Callers callers) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var request = await context.RequestAsync();
        if (callers.TenantOf(request) is { } tenant)
        {
            context.SetTenant(tenant);
            await next(context);
            return;
        }

        context.GetInvocationResult().Value = await Answers.ProblemAsync(request, Problem.UnknownKey);
    }
}
