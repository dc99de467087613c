using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;

namespace PayFunctions.OperatorConsole;

/// <summary>The console's files as answers: what a browser may do with them, and when it has to ask again.</summary>
internal static class ConsoleAnswers
{
    /// <summary>
    /// Nothing runs, is drawn or is called but what this app serves: no inline script or style, no other origin, no frame,
    /// no form, and no text that becomes markup.
    /// </summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    public static async Task<HttpResponseData> FileAsync(HttpRequestData request, ConsoleFile file)
    {
        var response = request.CreateResponse(HttpStatusCode.OK);
        response.Headers.Add("ETag", file.Tag);
        response.Headers.Add("Cache-Control", "no-cache"); // Kept, and asked about: a release is seen at once.
        response.Headers.Add("Vary", "Accept-Encoding");
        if (IsKnown(request.Header("If-None-Match"), file.Tag))
        {
            response.StatusCode = HttpStatusCode.NotModified;
            return response;
        }

        response.Headers.Add("Content-Type", file.Type);
        response.Headers.Add("Content-Security-Policy", Policy);
        response.Headers.Add("Cross-Origin-Opener-Policy", "same-origin");
        response.Headers.Add("Cross-Origin-Resource-Policy", "same-origin");
        response.Headers.Add("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        var isZipped = TakesGzip(request.Header("Accept-Encoding"));
        if (isZipped) response.Headers.Add("Content-Encoding", "gzip");
        await response.WriteBytesAsync(isZipped ? file.Zipped : file.Plain);
        return response;
    }

    /// <summary>The page's own links are relative: they want the slash at its end.</summary>
    public static HttpResponseData WithSlash(HttpRequestData request)
    {
        var response = request.CreateResponse(HttpStatusCode.PermanentRedirect);
        response.Headers.Add("Location", request.Url.AbsolutePath + "/");
        return response;
    }

    private static bool IsKnown(string? told, string tag) =>
        told is not null && told.Split(',').Any(one => one.Trim() == tag || one.Trim() == $"W/{tag}");

    private static bool TakesGzip(string? told) => told is not null && told.Split(',').Any(
        one => one.Split(';') is [var coding, .. var rest] && coding.Trim().Equals("gzip", StringComparison.OrdinalIgnoreCase)
            && !rest.Any(weight => weight.Trim() is "q=0" or "q=0.0" or "q=0.00" or "q=0.000"));
}
