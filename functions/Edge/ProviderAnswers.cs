using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Callbacks;

namespace PayFunctions.Edge;

/// <summary>A refusal in the shape that the provider reads: JSON, the word <c>fail</c>, or nothing but the status.</summary>
internal static class ProviderAnswers
{
    private const int RetryAfterSeconds = 5;

    private static readonly byte[] Fail = "fail"u8.ToArray();

    public static async Task<HttpResponseData> RefusedAsync(HttpRequestData request, ProviderDoor door, int status)
    {
        if (door.Refusal == RefusalShape.Json) return await CallbackAnswers.FailedAsync(request, status);
        var response = door.Refusal == RefusalShape.Word
            ? await WordAsync(request, status, Fail)
            : request.CreateResponse((HttpStatusCode)status);
        if (status == 503) Answers.RetryAfter(response, RetryAfterSeconds);
        return response;
    }

    /// <summary>An answer of one word.</summary>
    public static async Task<HttpResponseData> WordAsync(HttpRequestData request, int status, byte[] word)
    {
        var response = request.CreateResponse((HttpStatusCode)status);
        response.Headers.Add("Content-Type", "text/plain; charset=utf-8");
        await response.WriteBytesAsync(word);
        return response;
    }
}
