using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PayFunctions.Core;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.ApplePay;

/// <summary>One merchant identifier: the ring of its payment processing keys, and the acquirer behind it.</summary>
internal sealed class ApplePayMerchant
{
    private const string DefaultTenant = "default";

    private readonly MerchantKey?[] _keys;
    private KeyRing<MerchantKey> _ring = KeyRing<MerchantKey>.Empty;

    /// <param name="options">Validated.</param>
    public ApplePayMerchant(string id, ApplePayMerchantOptions options)
    {
        Id = id;
        Tenant = options.Tenant ?? DefaultTenant;
        Acquirer = new(options.AcquirerUrl!);
        AcquirerKeyReference = KeyReference.Of(options.AcquirerKey!);
        AcquirerKey = AcquirerKeyReference.Origin == KeyOrigin.Setting ? options.AcquirerKey : null;
        Processing = [.. options.Certificates.Select(Pem.ReadCertificate)];
        Identity = string.IsNullOrWhiteSpace(options.IdentityCertificate)
            ? null
            : Pem.ReadCertificate(options.IdentityCertificate);
        KeyReferences = [.. options.PrivateKeys.Select(KeyReference.Of)];
        _keys = [.. options.PrivateKeys.Select(pem => IsSet(pem) ? new MerchantKey(id, pem) : null)];
        MakeRing();
    }

    public string Id { get; }

    public string Tenant { get; }

    public Uri Acquirer { get; }

    /// <summary>What the gateway knows us by; null until it has been found.</summary>
    public Sensitive<string>? AcquirerKey { get; private set; }

    public KeyReference AcquirerKeyReference { get; }

    /// <summary>Where each private key comes from.</summary>
    public IReadOnlyList<KeyReference> KeyReferences { get; }

    public IReadOnlyList<X509Certificate2> Processing { get; }

    public X509Certificate2? Identity { get; }

    /// <summary>The key that a token names.</summary>
    /// <param name="hash">SHA-256 of its public half.</param>
    public MerchantKey? FindKey(ReadOnlySpan<byte> hash, DateTimeOffset now, out ApplePayRefusal whyNot)
    {
        var name = Convert.ToHexString(hash);
        var found = Volatile.Read(ref _ring).Find(name);
        whyNot = found is not null ? ApplePayRefusal.KeyNotInForce
            : _keys.Any(key => key is null) ? ApplePayRefusal.KeyNotThereYet
            : ApplePayRefusal.UnknownKey;
        return found?.IsInForce(now) == true ? found.Key : null;
    }

    /// <summary>The key at that place from now on.</summary>
    /// <returns>Why it is no such key; null where it is.</returns>
    public string? TakeKey(int index, SecretBytes pem)
    {
        try
        {
            _keys[index] = PemKeys.Read(pem, text => new MerchantKey(Id, text));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return "it is not a private key in PEM, P-256 or RSA of 2048 bits";
        }

        MakeRing();
        return null;
    }

    public string? TakeAcquirerKey(SecretBytes key)
    {
        if (key.Length == 0 || !Ascii.IsValid(key.Span)) return "it is not ASCII";
        AcquirerKey = Encoding.ASCII.GetString(key.Span);
        return null;
    }

    private static bool IsSet(string setting) => KeyReference.Of(setting).Origin == KeyOrigin.Setting;

    private void MakeRing() => Volatile.Write(ref _ring, KeyRing<MerchantKey>.Empty.Merge(
        _keys.OfType<MerchantKey>().Select(RingKeyOf), DateTimeOffset.MinValue));

    /// <summary>How a token names the certificate's key.</summary>
    public static byte[] HashOf(X509Certificate2 certificate) =>
        SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    /// <summary>Nothing of its keys.</summary>
    public override string ToString() => $"{nameof(ApplePayMerchant)} {Id}";

    /// <summary>A key without its certificate has no end that anybody could know.</summary>
    private RingKey<MerchantKey> RingKeyOf(MerchantKey key)
    {
        var name = Convert.ToHexString(key.Hash);
        return Processing.FirstOrDefault(one => HashOf(one).AsSpan().SequenceEqual(key.Hash)) is { } certificate
            ? new(name, KeyKind.PlatformCertificate, new(certificate.NotBefore), new(certificate.NotAfter), key)
            : new(name, KeyKind.PublicKey, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, key);
    }
}
