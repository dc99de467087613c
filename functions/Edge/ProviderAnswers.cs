using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Callbacks;

namespace PayFunctions.Edge;

/// <summary>A refusal in the shape that the provider reads: JSON, or the word <c>fail</c>.</summary>
internal static class ProviderAnswers
{
    private static readonly byte[] Fail = "fail"u8.ToArray();

    public static async Task<HttpResponseData> RefusedAsync(HttpRequestData request, ProviderDoor door, int status)
    {
        if (door.BodyType == ProviderDoor.Json) return await CallbackAnswers.FailedAsync(request, status);
        var response = request.CreateResponse((HttpStatusCode)status);
        response.Headers.Add("Content-Type", "text/plain; charset=utf-8");
        await response.WriteBytesAsync(Fail);
        return response;
    }
}
