using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Settings;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>The HTTP-triggered functions as endpoints: routes, methods, keys and the host's own answers.</summary>
internal sealed class HttpFunctions(FunctionInvoker invoker, FunctionKeys keys, ILogger<HttpFunctions> log)
{
    public void Map(WebApplication app, IReadOnlyList<HttpRoute> routes)
    {
        for (var i = 0; i < routes.Count; i++)
        {
            var route = routes[i];
            if (routes.Take(i).FirstOrDefault(route.IsSameAs) is { } other)
                throw new InvalidOperationException($"Two functions take the same requests: {other} and {route}.");
            route.Function.MustTake<HttpRequestData>();
            invoker.Prepare(route.Function);
        }

        app.Use(RefusedWithoutAddress);
        app.UseRouting();
        app.Use(NotFoundUnlessRouted);
        foreach (var route in routes)
        {
            var endpoint = app.Map(route.Pattern, http => AnswerAsync(http, route));
            if (route.Methods.Length > 0) endpoint.WithMetadata(new HttpMethodMetadata(route.Methods));
        }
    }

    // The genuine host's front ends let no request through whose host makes no address.
    private static RequestDelegate RefusedWithoutAddress(RequestDelegate next) => http =>
        Uri.TryCreate($"{http.Request.Scheme}://{http.Request.Host.Value}/", UriKind.Absolute, out _)
            ? next(http)
            : RefuseAsync(http, StatusCodes.Status400BadRequest);

    // A method that nobody takes is 404 in the genuine host, not 405: routing's own answers are no RouteEndpoint.
    private static RequestDelegate NotFoundUnlessRouted(RequestDelegate next) => http =>
        http.GetEndpoint() is RouteEndpoint ? next(http) : RefuseAsync(http, StatusCodes.Status404NotFound);

    private Task AnswerAsync(HttpContext http, HttpRoute route) =>
        route.Level == AuthorizationLevel.Anonymous || keys.Open(route.Level, HttpRoute.KeyOf(http.Request))
            ? InvokeAsync(http, route.Function)
            : RefuseAsync(http, StatusCodes.Status401Unauthorized);

    private static Task RefuseAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private async Task InvokeAsync(HttpContext http, DiscoveredFunction function)
    {
        try
        {
            await invoker.InvokeAsync(function, new HttpCall(http), http.Request.RouteValues, http.RequestAborted);
        }
        catch (Exception e) when (
            (e is OperationCanceledException or IOException) && http.RequestAborted.IsCancellationRequested)
        {
            HostLog.ClientWentAway(log, e, function.Name);
        }
        catch (BadHttpRequestException e) // The body is past the host's limit, too slow or cut off.
        {
            Answer(http, e.StatusCode);
        }
        catch (Exception e) // The genuine host's answer to any exception of a function: 500 with an empty body.
        {
            HostLog.FunctionFailed(log, e, function.Name);
            Answer(http, StatusCodes.Status500InternalServerError);
        }
    }

    private static void Answer(HttpContext http, int status)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
    }
}
