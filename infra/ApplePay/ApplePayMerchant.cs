using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.ApplePay;

/// <summary>One merchant identifier: the ring of its payment processing keys, and the acquirer behind it.</summary>
internal sealed class ApplePayMerchant
{
    private const string DefaultTenant = "default";

    private readonly KeyRing<MerchantKey> _ring;

    /// <param name="options">Validated.</param>
    public ApplePayMerchant(string id, ApplePayMerchantOptions options)
    {
        Id = id;
        Tenant = options.Tenant ?? DefaultTenant;
        Acquirer = new(options.AcquirerUrl!);
        AcquirerKey = options.AcquirerKey!;
        Processing = [.. options.Certificates.Select(Pem.ReadCertificate)];
        Identity = string.IsNullOrWhiteSpace(options.IdentityCertificate)
            ? null
            : Pem.ReadCertificate(options.IdentityCertificate);
        var keys = options.PrivateKeys.Select(pem => RingKeyOf(new(id, pem)));
        _ring = KeyRing<MerchantKey>.Empty.Merge(keys, DateTimeOffset.MinValue);
    }

    public string Id { get; }

    public string Tenant { get; }

    public Uri Acquirer { get; }

    public string AcquirerKey { get; }

    public IReadOnlyList<X509Certificate2> Processing { get; }

    public X509Certificate2? Identity { get; }

    /// <summary>The key that a token names.</summary>
    /// <param name="hash">SHA-256 of its public half.</param>
    public MerchantKey? FindKey(ReadOnlySpan<byte> hash, DateTimeOffset now, out ApplePayRefusal whyNot)
    {
        var name = Convert.ToHexString(hash);
        whyNot = _ring.Find(name) is null ? ApplePayRefusal.UnknownKey : ApplePayRefusal.KeyNotInForce;
        return _ring.Find(name, now)?.Key;
    }

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
