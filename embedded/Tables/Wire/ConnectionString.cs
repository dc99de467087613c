using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>Where an account's tables are and how to be let in, as a connection string says it.</summary>
internal sealed record ConnectionString(Uri Endpoint, HttpPipelinePolicy Policy)
{
    // Public knowledge: every copy of the storage emulator has this account and this key.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    internal static ConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var parts = Split(text);
        return IsTrue(parts, "UseDevelopmentStorage") ? Emulator(parts) : Account(parts);
    }

    private static ConnectionString Emulator(Dictionary<string, string> parts)
    {
        var host = parts.GetValueOrDefault("DevelopmentStorageProxyUri") ?? "http://127.0.0.1";
        return SharedKey(new Uri($"{host.TrimEnd('/')}:10002/{EmulatorAccount}"), EmulatorAccount, EmulatorKey);
    }

    private static ConnectionString Account(Dictionary<string, string> parts)
    {
        parts.TryGetValue("AccountName", out var name);
        var endpoint = parts.TryGetValue("TableEndpoint", out var stated) ? new Uri(stated) : Derived(parts, name);

        if (parts.TryGetValue("SharedAccessSignature", out var signature))
            return new(endpoint, new SasPolicy(new AzureSasCredential(signature)));

        return name is not null && parts.TryGetValue("AccountKey", out var key)
            ? SharedKey(endpoint, name, key)
            : throw Incomplete("AccountName with AccountKey, or SharedAccessSignature");
    }

    private static ConnectionString SharedKey(Uri endpoint, string name, string key) =>
        new(endpoint, new SharedKeyPolicy(name, key, TimeProvider.System));

    private static Uri Derived(Dictionary<string, string> parts, string? name)
    {
        if (name is null) throw Incomplete("TableEndpoint, or AccountName");
        var scheme = parts.GetValueOrDefault("DefaultEndpointsProtocol") ?? "https";
        var suffix = parts.GetValueOrDefault("EndpointSuffix") ?? "core.windows.net";
        return new Uri($"{scheme}://{name}.table.{suffix}");
    }

    private static Dictionary<string, string> Split(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw new FormatException("A connection string is settings of the form name=value;…");
            parts[part[..equals]] = part[(equals + 1)..];
        }

        return parts;
    }

    private static bool IsTrue(Dictionary<string, string> parts, string name) =>
        parts.TryGetValue(name, out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    // Names what is missing and never what is there: a connection string holds a key.
    private static FormatException Incomplete(string missing) => new($"The connection string lacks {missing}.");
}
