using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Callbacks;

namespace PayFunctions.Edge;

/// <summary>A refusal in the shape that the provider reads: JSON, the word <c>fail</c>, or nothing but the status.</summary>
internal static class ProviderAnswers
{
    private static readonly byte[] Fail = "fail"u8.ToArray();

    public static Task<HttpResponseData> RefusedAsync(HttpRequestData request, ProviderDoor door, int status) =>
        door.Refusal switch
        {
            RefusalShape.Json => CallbackAnswers.FailedAsync(request, status),
            RefusalShape.Word => WordAsync(request, status),
            RefusalShape.Empty => Task.FromResult(request.CreateResponse((HttpStatusCode)status)),
        };

    private static async Task<HttpResponseData> WordAsync(HttpRequestData request, int status)
    {
        var response = request.CreateResponse((HttpStatusCode)status);
        response.Headers.Add("Content-Type", "text/plain; charset=utf-8");
        await response.WriteBytesAsync(Fail);
        return response;
    }
}
