namespace PayFunctions.Tests.Functions;

/// <summary>Bodies of plain text are JSON to the app's merchants' door: a test need not say it each time.</summary>
internal sealed class SaysJson(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (request.Content?.Headers.ContentType is { MediaType: "text/plain" } said) said.MediaType = "application/json";
        return base.SendAsync(request, cancellation);
    }
}
