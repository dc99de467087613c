using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PayFunctions.Sandbox.Vault;

/// <summary>Hands out tokens as a managed identity's endpoint does, and knows its own again.</summary>
/// <remarks>The app finds it by <c>IDENTITY_ENDPOINT</c> and <c>IDENTITY_HEADER</c>, as on App Service, and by nothing
/// else: without them no credential of the app's ever comes here.</remarks>
internal sealed class VaultTokens(TimeProvider clock)
{
    public const string Resource = "https://vault.azure.net";
    public const string Path = "/msi/token";

    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _ends = [];

    /// <summary>What who asks for a token has to send: only the app is told.</summary>
    public string Header { get; } = RandomNumberGenerator.GetHexString(32);

    public (string Token, DateTimeOffset End) Issue()
    {
        var token = RandomNumberGenerator.GetHexString(64);
        var end = clock.GetUtcNow() + Life;
        _ends[token] = end;
        return (token, end);
    }

    public bool Knows(string? authorization) =>
        authorization is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token]
        && _ends.TryGetValue(token, out var end) && clock.GetUtcNow() < end;

    public IResult Answer(HttpRequest request)
    {
        if (request.Headers["X-IDENTITY-HEADER"] != Header) return Results.Unauthorized();
        if (request.Query["resource"].ToString().TrimEnd('/') != Resource) return Results.BadRequest();
        var (token, end) = Issue();
        return Results.Json(new JsonObject
        {
            ["access_token"] = token,
            ["expires_on"] = $"{end.ToUnixTimeSeconds()}",
            ["resource"] = Resource,
            ["token_type"] = "Bearer",
        });
    }
}
