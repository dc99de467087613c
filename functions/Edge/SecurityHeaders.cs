using Microsoft.Azure.Functions.Worker.Http;

namespace PayFunctions.Edge;

/// <summary>What every answer tells a browser, should one ever show it: nothing of this is a page, and nothing is to be kept.</summary>
internal static class SecurityHeaders
{
    private static readonly (string Name, string Value)[] All =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Referrer-Policy", "no-referrer"),
        ("Strict-Transport-Security", "max-age=31536000"),
    ];

    /// <summary>Those that the answer does not set itself.</summary>
    public static void AddTo(HttpResponseData response)
    {
        foreach (var (name, value) in All)
        {
            if (!response.Headers.Contains(name)) response.Headers.Add(name, value);
        }
    }
}
