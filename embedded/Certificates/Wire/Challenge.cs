namespace Azure.Security.KeyVault.Certificates.Wire;

/// <summary>What a vault asks of who comes without a token: whose tenant's, and for which resource.</summary>
/// <param name="Scope">What the token is to be asked for: the resource with <c>/.default</c>.</param>
internal sealed record Challenge(string Scope, string? Tenant)
{
    private const string Scheme = "Bearer ";

    /// <param name="header"><c>Bearer authorization="https://login…/tenant", resource="https://vault…"</c>.</param>
    /// <returns>Null where it does not ask for that.</returns>
    internal static Challenge? Read(string? header)
    {
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var authority = Parameter(header, "authorization") ?? Parameter(header, "authorization_uri");
        var scope = Parameter(header, "scope")
            ?? (Parameter(header, "resource") is { } resource ? resource.TrimEnd('/') + "/.default" : null);
        if (scope is null || !Uri.TryCreate(scope, UriKind.Absolute, out _)) return null;
        return Uri.TryCreate(authority, UriKind.Absolute, out var tenant)
            ? new(scope, tenant.AbsolutePath.Trim('/'))
            : new(scope, null);
    }

    /// <summary>Whether the resource's name is the end of the vault's own.</summary>
    internal bool IsFor(string vaultHost) =>
        vaultHost.EndsWith("." + new Uri(Scope).Host, StringComparison.OrdinalIgnoreCase);

    private static string? Parameter(string header, string name)
    {
        foreach (var part in header[Scheme.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && part[..equals].Equals(name, StringComparison.OrdinalIgnoreCase))
                return part[(equals + 1)..].Trim('"');
        }

        return null;
    }
}
