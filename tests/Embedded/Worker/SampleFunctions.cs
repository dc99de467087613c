using System.Globalization;
using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace PayFunctions.Tests.Embedded.Worker;

/// <summary>The functions that the host's tests call.</summary>
public sealed class SampleFunctions(ScopedThing scoped)
{
    [Function("Echo")]
    public static async Task<HttpResponseData> Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "echo")] HttpRequestData request,
        CancellationToken cancellation)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        await request.Body.CopyToAsync(response.Body, cancellation);
        return response;
    }

    [Function("Named")]
    public static async Task<HttpResponseData> Named(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "named/{number:int}/{text}")] HttpRequestData request,
        int number, string text)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        var asked = string.Join(',', request.Headers.GetValues("x-asked"));
        await response.WriteStringAsync(string.Create(
            CultureInfo.InvariantCulture, $"{number + 1} {text} {request.Query["q"]} {asked}"));
        return response;
    }

    [Function("Keyed")]
    public static HttpResponseData Keyed(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed")] HttpRequestData request) =>
        request.CreateResponse(HttpStatusCode.NoContent);

    [Function("Throws")]
    public static HttpResponseData Throws(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "throws")] HttpRequestData request) =>
        throw new InvalidOperationException(request.Method);

    [Function("Scoped")]
    public async Task<HttpResponseData> Scoped(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scoped")] HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        await response.WriteStringAsync(scoped.Id.ToString());
        return response;
    }
}

/// <summary>Made once a scope.</summary>
public sealed class ScopedThing
{
    public Guid Id { get; } = Guid.NewGuid();
}
