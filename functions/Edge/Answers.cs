using System.Globalization;
using System.Net;
using Microsoft.Azure.Functions.Worker.Http;

namespace PayFunctions.Edge;

/// <summary>Answers to merchants.</summary>
internal static class Answers
{
    public const string JsonType = "application/json; charset=utf-8";

    public static async Task<HttpResponseData> JsonAsync(HttpRequestData request, HttpStatusCode status, byte[] body)
    {
        var response = request.CreateResponse(status);
        response.Headers.Add("Content-Type", JsonType);
        await response.WriteBytesAsync(body);
        return response;
    }

    public static async Task<HttpResponseData> ProblemAsync(HttpRequestData request, Problem problem)
    {
        var response = request.CreateResponse((HttpStatusCode)problem.Status);
        response.Headers.Add("Content-Type", ProblemJson.ContentType);
        if (problem.RetryAfterSeconds is { } seconds) RetryAfter(response, seconds);
        await response.WriteBytesAsync(ProblemJson.Write(problem, Correlation.Of(request)));
        return response;
    }

    public static void RetryAfter(HttpResponseData response, int seconds) =>
        response.Headers.Add("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
}
