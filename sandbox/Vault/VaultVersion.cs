using System.Collections.Immutable;
using System.Security.Cryptography;

namespace PayFunctions.Sandbox.Vault;

/// <summary>One version of a secret or a certificate.</summary>
/// <param name="Value">The secret; for a certificate its PKCS#12 in base64, which its secret hands out.</param>
/// <param name="Cer">The certificate alone, DER; null for a secret.</param>
internal sealed record VaultVersion(string Value, string? ContentType, byte[]? Cer, DateTimeOffset Created)
{
    public string Id { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public DateTimeOffset Updated { get; init; } = Created;

    public bool IsEnabled { get; init; } = true;

    public long? NotBefore { get; init; }

    public long? NotAfter { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;
}
