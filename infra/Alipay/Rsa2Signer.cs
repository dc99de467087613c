using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Alipay;

/// <summary>Signs with the application's private key: RSA2, that is RSA PKCS#1 v1.5 with SHA-256.</summary>
internal sealed class Rsa2Signer
{
    public const string Type = "RSA2";

    private RsaInstances? _key;

    /// <param name="privateKeyPem">Null: not found yet.</param>
    public Rsa2Signer(string? privateKeyPem) => _key = privateKeyPem is null ? null : new(privateKeyPem);

    public bool HasKey => Volatile.Read(ref _key) is not null;

    /// <summary>The key from now on; the one before is overwritten as soon as nobody signs with it.</summary>
    /// <returns>Why it is no such key; null where it is.</returns>
    public string? Replace(SecretBytes pem)
    {
        using var key = PemKeys.Read(pem);
        if (PemKeys.WhyNotSigning(key) is { } why) return why;
        Interlocked.Exchange(ref _key, new(key!.Key))?.Dispose();
        return null;
    }

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => nameof(Rsa2Signer);

    /// <returns>Base64.</returns>
    public string Sign(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        while (true)
        {
            var key = Volatile.Read(ref _key)
                ?? throw new InvalidOperationException("The application has no private key yet: ask HasKey first.");
            try
            {
                return Convert.ToBase64String(key.SignHash(hash));
            }
            catch (ObjectDisposedException) when (!ReferenceEquals(key, Volatile.Read(ref _key)))
            {
                // Another has taken its place in between.
            }
        }
    }
}
