using System.Security.Cryptography.X509Certificates;

namespace PayFunctions.Infra.UnionPay;

/// <summary>One merchant, its key imported, and those that UnionPay signs to it with.</summary>
internal sealed class UnionPayMerchant
{
    /// <param name="options">Validated.</param>
    public UnionPayMerchant(string id, UnionPayMerchantOptions options)
    {
        Id = id;
        Tenant = options.Tenant ?? UnionPayMerchantOptions.DefaultTenant;
        NotifyUrl = options.NotifyUrl!;
        ReturnUrl = options.ReturnUrl;
        Gateway = new(options.GatewayUrl ?? UnionPayMerchantOptions.DefaultGatewayUrl);
        Signer = new(options.PrivateKey!);
        OwnCertificate = Certificates.Read(options.SigningCertificate!)[0];
        CertId = Certificates.IdOf(OwnCertificate);
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

    public RequestSigner Signer { get; }

    /// <summary>The serial number of the signing certificate, in decimal.</summary>
    public string CertId { get; }

    public X509Certificate2 OwnCertificate { get; }

    public X509Certificate2Collection Roots { get; }

    public X509Certificate2Collection Middles { get; }

    public TrustedSigners Signers { get; }
}
