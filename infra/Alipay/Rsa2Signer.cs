using System.Security.Cryptography;
using System.Text;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Alipay;

/// <summary>Signs with the application's private key: RSA2, that is RSA PKCS#1 v1.5 with SHA-256.</summary>
internal sealed class Rsa2Signer
{
    public const string Type = "RSA2";

    private InstanceSlots<RSA>? _instances;

    /// <param name="privateKeyPem">Null: not found yet.</param>
    public Rsa2Signer(string? privateKeyPem) =>
        _instances = privateKeyPem is null ? null : new(() => Pem.ReadKey(privateKeyPem));

    public bool HasKey => Volatile.Read(ref _instances) is not null;

    /// <summary>The key from now on; the one before is overwritten as soon as nobody signs with it.</summary>
    /// <returns>Why it is no such key; null where it is.</returns>
    public string? Replace(SecretBytes pem)
    {
        using var key = PemKeys.Read(pem);
        if (key is null) return "there is no RSA private key in it";
        if (key.Key.KeySize < SignatureKey.BitsMin) return $"it has {key.Key.KeySize} bits";
        using var room = new SecretBytes(key.Key.KeySize);
        if (!key.Key.TryExportPkcs8PrivateKey(room.Span, out var length)) return "it has no private half";
        var next = new InstanceSlots<RSA>(() => Import(room.Span[..length]));
        foreach (var rsa in Interlocked.Exchange(ref _instances, next)?.TakeAll() ?? []) rsa.Dispose();
        return null;
    }

    /// <summary>Nothing of the key.</summary>
    public override string ToString() => nameof(Rsa2Signer);

    private static RSA Import(ReadOnlySpan<byte> pkcs8)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return rsa;
    }

    /// <returns>Base64.</returns>
    public string Sign(string text)
    {
        var instances = Volatile.Read(ref _instances)
            ?? throw new InvalidOperationException("The application has no private key yet: ask HasKey first.");
        using var rsa = instances.Rent();
        return Convert.ToBase64String(rsa.Instance.SignData(
            Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
