using System.Security.Cryptography.X509Certificates;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.Alipay;

/// <summary>One application, its keys imported, and the keys that Alipay signs with.</summary>
internal sealed class AlipayApp
{
    /// <summary>The one key of public-key mode has no name in any message.</summary>
    private const string OnlyKey = "";

    private readonly KeyRing<SignatureKey> _ring;
    private readonly string _defaultKey;

    /// <param name="options">Validated.</param>
    public AlipayApp(string id, AlipayAppOptions options)
    {
        Id = id;
        SellerId = options.SellerId!;
        NotifyUrl = options.NotifyUrl!;
        ReturnUrl = options.ReturnUrl;
        Tenant = options.Tenant ?? AlipayAppOptions.DefaultTenant;
        Gateway = new(options.GatewayUrl ?? AlipayAppOptions.DefaultGatewayUrl);
        Signer = new(options.PrivateKey!);
        IsCertificateMode = options.AppCertificate is not null;
        if (!IsCertificateMode)
        {
            _defaultKey = OnlyKey;
            using var key = Pem.ReadKey(options.PublicKey!);
            var always = (From: DateTimeOffset.MinValue, To: DateTimeOffset.MaxValue);
            _ring = RingOf([new(OnlyKey, KeyKind.PublicKey, always.From, always.To, new(key))]);
            return;
        }
        var own = Certificates.Read(options.AppCertificate!)[0];
        OwnCertificate = own;
        AlipayCertificates = [.. Certificates.Read(options.AlipayCertificate!).Where(CertificateSerials.IsOfRsa)];
        Roots = Certificates.Read(options.RootCertificates!);
        CertificateSerial = CertificateSerials.Of(own);
        RootSerial = CertificateSerials.OfRoots(Roots);
        _ring = RingOf(AlipayCertificates.Select(KeyOf));
        _defaultKey = CertificateSerials.Of(AlipayCertificates[0]);
    }

    /// <summary>The app_id, which our orders know as their merchantId.</summary>
    public string Id { get; }

    public string SellerId { get; }

    public string NotifyUrl { get; }

    public string? ReturnUrl { get; }

    public string Tenant { get; }

    public Uri Gateway { get; }

    public Rsa2Signer Signer { get; }

    public bool IsCertificateMode { get; }

    /// <summary><c>app_cert_sn</c>; null in public-key mode.</summary>
    public string? CertificateSerial { get; }

    /// <summary><c>alipay_root_cert_sn</c>; null in public-key mode.</summary>
    public string? RootSerial { get; }

    public X509Certificate2? OwnCertificate { get; }

    public IReadOnlyList<X509Certificate2> AlipayCertificates { get; } = [];

    public X509Certificate2Collection Roots { get; } = [];

    /// <summary>The key that a message is to be verified with.</summary>
    /// <param name="serial">The message's alipay_cert_sn; none: the first that is configured.</param>
    public SignatureKey? FindKey(string? serial, DateTimeOffset now, out AlipayRefusal whyNot)
    {
        var name = IsCertificateMode && !string.IsNullOrEmpty(serial) ? serial : _defaultKey;
        whyNot = _ring.Find(name) is null ? AlipayRefusal.UnknownCertificate : AlipayRefusal.CertificateNotInForce;
        return _ring.Find(name, now)?.Key;
    }

    private static KeyRing<SignatureKey> RingOf(IEnumerable<RingKey<SignatureKey>> keys) =>
        KeyRing<SignatureKey>.Empty.Merge(keys, DateTimeOffset.MinValue);

    private static RingKey<SignatureKey> KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPublicKey()!;
        return new(
            CertificateSerials.Of(certificate), KeyKind.PlatformCertificate, new(certificate.NotBefore),
            new(certificate.NotAfter), new(key));
    }
}
