using System.Security.Cryptography.X509Certificates;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.UnionPay;

/// <summary>One merchant, its key imported, and those that UnionPay signs to it with.</summary>
internal sealed class UnionPayMerchant
{
    /// <summary>Why nothing is sent before its key is there.</summary>
    public const string NoKeyYet = "the merchant's key has not been found yet";

    private RequestSigner? _signer;

    /// <param name="options">Validated.</param>
    public UnionPayMerchant(string id, UnionPayMerchantOptions options)
    {
        Id = id;
        Tenant = options.Tenant ?? UnionPayMerchantOptions.DefaultTenant;
        NotifyUrl = options.NotifyUrl!;
        ReturnUrl = options.ReturnUrl;
        Gateway = new(options.GatewayUrl ?? UnionPayMerchantOptions.DefaultGatewayUrl);
        Files = options.FileUrl is { } files ? new(files) : null;
        KeyReference = KeyReference.Of(options.PrivateKey!);
        ConfiguredCertificate = string.IsNullOrWhiteSpace(options.SigningCertificate)
            ? null
            : Certificates.Read(options.SigningCertificate)[0];
        if (KeyReference.Origin == KeyOrigin.Setting) _signer = new(options.PrivateKey!, ConfiguredCertificate!);
        Roots = Certificates.Read(options.RootCertificates!);
        Middles = Certificates.Read(options.MiddleCertificates!);
        Signers = new(
            new(Roots, Middles), options.SignerName ?? UnionPayMerchantOptions.DefaultSignerName);
    }

    /// <summary>The merId, which our orders know as their merchantId.</summary>
    public string Id { get; }

    public string Tenant { get; }

    public string NotifyUrl { get; }

    public string? ReturnUrl { get; }

    public Uri Gateway { get; }

    /// <summary>Where the settlement files are asked for; null: they are not.</summary>
    public Uri? Files { get; }

    /// <summary>Where the private key comes from.</summary>
    public KeyReference KeyReference { get; }

    /// <summary>What requests are signed by; null until a key that is named has been found.</summary>
    public RequestSigner? Signer => Volatile.Read(ref _signer);

    /// <summary>The signing certificate that is in use, or will be; null until it has come with its key.</summary>
    public X509Certificate2? OwnCertificate => Signer?.Certificate ?? ConfiguredCertificate;

    public X509Certificate2Collection Roots { get; }

    public X509Certificate2Collection Middles { get; }

    public TrustedSigners Signers { get; }

    private X509Certificate2? ConfiguredCertificate { get; }

    /// <summary>The key from now on, under the certificate that came with it, else under the configured one. The key before
    /// is overwritten as soon as nobody signs with it.</summary>
    /// <returns>Why it does not do; null where it does.</returns>
    public string? TakeKey(SecretBytes pem)
    {
        using var key = PemKeys.Read(pem);
        if (PemKeys.WhyNotSigning(key) is { } why) return why;
        if ((PemKeys.FindCertificate(pem) ?? ConfiguredCertificate) is not { } certificate)
            return "no certificate came with it, and no SigningCertificate is set";
        using var own = certificate.GetRSAPublicKey();
        var isOfKey = own?.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key!.Key.ExportSubjectPublicKeyInfo());
        if (isOfKey != true) return "it is not the key of its certificate";
        Interlocked.Exchange(ref _signer, new(key!.Key, certificate))?.Dispose();
        return null;
    }

    /// <summary>Nothing of its key.</summary>
    public override string ToString() => $"{nameof(UnionPayMerchant)} {Id}";
}
