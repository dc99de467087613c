using System.Globalization;
using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;

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

    [Function("Mastered")]
    public static HttpResponseData Mastered(
        [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "mastered")] HttpRequestData request) =>
        request.CreateResponse(HttpStatusCode.NoContent);

    [Function("ReadThing")]
    public static Task<HttpResponseData> ReadThing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/{id}")] HttpRequestData request, string id) =>
        SayAsync(request, $"read {id}");

    [Function("PutThing")]
    public static Task<HttpResponseData> PutThing(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "things/{name}")] HttpRequestData request,
        string name) =>
        SayAsync(request, $"put {name}");

    [Function("SearchThings")]
    public static Task<HttpResponseData> SearchThings(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "things/search")] HttpRequestData request) =>
        SayAsync(request, "searched");

    [Function("Meets")]
    public static async Task<HttpResponseData> Meets(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "meets")] HttpRequestData request,
        FunctionContext context, CancellationToken cancellation)
    {
        var meeting = context.InstanceServices.GetRequiredService<Meeting>();
        meeting.Arrived.SetResult();
        try
        {
            await meeting.Leave.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            meeting.Cancelled.SetResult();
            throw;
        }

        return await SayAsync(request, "met");
    }

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

    private static async Task<HttpResponseData> SayAsync(HttpRequestData request, string text)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        await response.WriteStringAsync(text);
        return response;
    }
}

/// <summary>Where a test meets a function that runs.</summary>
public sealed class Meeting
{
    public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Leave { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Made once a scope.</summary>
public sealed class ScopedThing
{
    public Guid Id { get; } = Guid.NewGuid();
}
