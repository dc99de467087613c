using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker.Settings;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>The HTTP-triggered functions as endpoints: routes, methods, keys and the host's own answers.</summary>
internal sealed class HttpFunctions(FunctionInvoker invoker, FunctionKeys keys, ILogger<HttpFunctions> log)
{
    public IReadOnlyList<string> Map(
        IEndpointRouteBuilder endpoints, IEnumerable<DiscoveredFunction> functions, HostJson host,
        Func<string, string> resolve)
    {
        var lines = new List<string>();
        var byRoute = new Dictionary<string, List<(DiscoveredFunction Function, HttpTriggerAttribute Trigger)>>(
            StringComparer.OrdinalIgnoreCase);
        foreach (var function in functions)
        {
            if (function.Trigger is not HttpTriggerAttribute trigger) continue;
            invoker.Prepare(function);
            var route = $"/{host.RoutePrefix}/{resolve(trigger.Route ?? function.Name)}".Replace("//", "/");
            if (!byRoute.TryGetValue(route, out var sharing)) byRoute[route] = sharing = [];
            sharing.Add((function, trigger));
            lines.Add($"{function.Name}: [{Methods(trigger)}] {route}");
        }

        // One endpoint a route, whatever the method: the genuine host answers 404 to a method that nobody takes, not 405.
        foreach (var (route, sharing) in byRoute)
            endpoints.Map(RoutePatternFactory.Parse(route), http => DispatchAsync(http, sharing));
        return lines;
    }

    private static string Methods(HttpTriggerAttribute trigger) =>
        trigger.Methods is { Length: > 0 } methods ? string.Join(',', methods).ToUpperInvariant() : "*";

    private Task DispatchAsync(HttpContext http, List<(DiscoveredFunction Function, HttpTriggerAttribute Trigger)> sharing)
    {
        foreach (var (function, trigger) in sharing)
        {
            if (!Takes(trigger, http.Request.Method)) continue;
            if (IsOpen(trigger.AuthLevel, http.Request)) return InvokeAsync(http, function);
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static bool Takes(HttpTriggerAttribute trigger, string method)
    {
        if (trigger.Methods is not { Length: > 0 } methods) return true;
        foreach (var taken in methods)
        {
            if (string.Equals(taken, method, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private bool IsOpen(AuthorizationLevel level, HttpRequest request)
    {
        if (level == AuthorizationLevel.Anonymous) return true;
        string? key = request.Headers["x-functions-key"];
        return keys.Opens(string.IsNullOrEmpty(key) ? request.Query["code"] : key);
    }

    private async Task InvokeAsync(HttpContext http, DiscoveredFunction function)
    {
        try
        {
            await invoker.InvokeAsync(function, new HttpCall(http), http.Request.RouteValues, http.RequestAborted);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            HostLog.ClientWentAway(log, function.Name);
        }
        catch (Exception e) // The genuine host's answer to any exception of a function: 500 with an empty body.
        {
            HostLog.FunctionFailed(log, e, function.Name);
            if (http.Response.HasStarted) http.Abort();
            else
            {
                http.Response.Clear();
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }
        }
    }
}
