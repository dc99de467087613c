using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Edge;

/// <summary>
/// Whatever goes wrong is answered in the caller's own shape; and every answer carries its correlation id.
/// </summary>
internal sealed class ErrorMiddleware(ILogger<ErrorMiddleware> log) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var request = await context.RequestAsync();
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.CancellationToken.IsCancellationRequested)
        {
            context.GetInvocationResult().Value = await AnswerAsync(request, context.FunctionDefinition.Name, e);
        }

        if (context.GetHttpResponseData() is not { } response) return;
        CountRefusal(context, (int)response.StatusCode);
        response.Headers.Add(Correlation.Header, Correlation.Of(request));
        SecurityHeaders.AddTo(response);
    }

    /// <summary>Providers' are counted by their reasons, where those are known.</summary>
    private static void CountRefusal(FunctionContext context, int status)
    {
        if (status < 400 || Doors.Of(context) != Door.Merchant) return;
        PayFunctionsTelemetry.ApiRefusals.Add(
            1, new("function", context.FunctionDefinition.Name), new("status", status.ToString(CultureInfo.InvariantCulture)));
    }

    private Task<HttpResponseData> AnswerAsync(HttpRequestData request, string function, Exception e)
    {
        var away = StorageAway.Is(e);
        if (away) log.Away(function, Correlation.Of(request), e);
        else log.Failed(function, Correlation.Of(request), e);

        return Doors.Of(request.FunctionContext) == Door.Provider
            ? ProviderAnswers.RefusedAsync(request, ProviderDoors.Of(request.FunctionContext), away ? 503 : 500)
            : Answers.ProblemAsync(request, away ? Problem.Unavailable : Problem.Failure);
    }
}
