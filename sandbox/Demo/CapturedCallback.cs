using System.Net.Http.Headers;
using System.Text;

namespace PayFunctions.Sandbox.Demo;

/// <summary>A callback as somebody on the way would have it: address, headers, bytes. It can be sent as often as one likes.</summary>
internal sealed record CapturedCallback(Uri Url, HttpRequestHeaders Headers, string Type, byte[] Body)
{
    /// <summary>Whom the proxy in front of the app says that it saw; null: nobody stands in front.</summary>
    public string? Source { get; init; }

    public static async Task<CapturedCallback> OfAsync(HttpRequestMessage request, CancellationToken cancellation) => new(
        request.RequestUri!, request.Headers, "application/json", await request.Content!.ReadAsByteArrayAsync(cancellation));

    public CapturedCallback With(byte[] body) => this with { Body = body };

    public CapturedCallback Said(string type) => this with { Type = type };

    public CapturedCallback From(string source) => this with { Source = source };

    /// <summary>One letter of the body is another.</summary>
    public CapturedCallback Altered() => With(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Body).Replace(
        "\"original_type\":\"transaction\"", "\"original_type\":\"transactiom\"", StringComparison.Ordinal)));

    /// <returns>The status, and after how many seconds to come again where the answer says so.</returns>
    public async Task<(int Status, double? Wait)> SendAsync(HttpClient http, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(Body) };
        foreach (var (name, values) in Headers) request.Headers.TryAddWithoutValidation(name, values);
        if (Source is not null) request.Headers.TryAddWithoutValidation("X-Forwarded-For", Source);
        request.Content.Headers.ContentType = new(Type);
        using var response = await http.SendAsync(request, cancellation);
        return ((int)response.StatusCode, response.Headers.RetryAfter?.Delta?.TotalSeconds);
    }
}
