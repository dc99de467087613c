using System.Security.Cryptography;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.Vault;

/// <summary>A private RSA key in as many instances as can sign at a time.</summary>
internal sealed class RsaInstances : IDisposable
{
    private readonly InstanceSlots<RSA> _instances;

    /// <param name="pem">As settings hold it.</param>
    public RsaInstances(string pem) => _instances = new(() => Pem.ReadKey(pem));

    /// <param name="key">Copied into instances of our own; the bytes that it passes through are zeros
    /// afterwards.</param>
    /// <exception cref="CryptographicException">It has no private half that can be copied.</exception>
    public RsaInstances(RSA key)
    {
        using var room = new SecretBytes(key.KeySize);
        if (!key.TryExportPkcs8PrivateKey(room.Span, out var length))
            throw new CryptographicException("The key has no private half that can be copied.");
        _instances = new(() => Import(room.Span[..length]));
    }

    /// <summary>RSA PKCS#1 v1.5 over a SHA-256 hash.</summary>
    /// <exception cref="ObjectDisposedException">Another key has taken its place.</exception>
    public byte[] SignHash(ReadOnlySpan<byte> hash)
    {
        using var rsa = _instances.Rent();
        return rsa.Instance.SignHash(hash.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>The keys are overwritten where the cryptographic library keeps them, as each comes back.</summary>
    public void Dispose()
    {
        foreach (var rsa in _instances.TakeAll()) rsa.Dispose();
    }

    private static RSA Import(ReadOnlySpan<byte> pkcs8)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return rsa;
    }
}
