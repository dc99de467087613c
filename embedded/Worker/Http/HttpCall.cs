using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>One HTTP invocation: the request in, the answer out.</summary>
internal sealed class HttpCall(HttpContext http) : ITriggerCall
{
    public object? Open(Invocation invocation) => new WireRequest(http, invocation);

    public async ValueTask CloseAsync(Invocation invocation)
    {
        switch (invocation.Result)
        {
            case HttpResponseData response:
                await WriteAsync(response);
                break;
            case null:
                http.Response.StatusCode = (int)HttpStatusCode.NoContent;
                break;
            default:
                throw new InvalidOperationException(
                    $"Function '{invocation.Function.Name}' gave {invocation.Result.GetType()}, no HttpResponseData.");
        }
    }

    private async ValueTask WriteAsync(HttpResponseData response)
    {
        var wire = http.Response;
        wire.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.NonValidated)
            foreach (var value in values) wire.Headers.Append(name, value);

        var body = response.Body;
        if (body.CanSeek) body.Position = 0;
        if (body.CanSeek && MayHaveBody(wire.StatusCode)) wire.ContentLength = body.Length;
        if (MayHaveBody(wire.StatusCode)) await body.CopyToAsync(wire.Body, http.RequestAborted);
        await body.DisposeAsync();
    }

    private static bool MayHaveBody(int status) => status >= 200 && status != 204 && status != 304;
}
