using System.Security.Cryptography;

namespace PayFunctions.Infra.Vault;

/// <summary>A private key as it was found, and what its certificate says. Whoever has it disposes of it.</summary>
/// <param name="Fingerprint">Another text when there is another key: a version, or a digest of the public half.</param>
/// <param name="Serial">Null where no certificate came with it.</param>
public sealed record LoadedKey(
    string Fingerprint, string? Serial, DateTimeOffset? NotBefore, DateTimeOffset? NotAfter, RSA Key) : IDisposable
{
    public void Dispose() => Key.Dispose();

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => $"key {Fingerprint}, serial {Serial}";
}
