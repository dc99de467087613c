using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Alipay;

/// <summary>One application, its keys imported, and the keys that Alipay signs with.</summary>
internal sealed class AlipayApp
{
    /// <summary>The one key of public-key mode has no name in any message.</summary>
    private const string OnlyKey = "";

    private readonly string _defaultKey;
    private KeyRing<SignatureKey> _ring;

    /// <param name="options">Validated.</param>
    public AlipayApp(string id, AlipayAppOptions options)
    {
        Id = id;
        SellerId = options.SellerId!;
        NotifyUrl = options.NotifyUrl!;
        ReturnUrl = options.ReturnUrl;
        Tenant = options.Tenant ?? AlipayAppOptions.DefaultTenant;
        Gateway = new(options.GatewayUrl ?? AlipayAppOptions.DefaultGatewayUrl);
        KeyReference = KeyReference.Of(options.PrivateKey!);
        Signer = new(KeyReference.Origin == KeyOrigin.Setting ? options.PrivateKey : null);
        if (options.ContentKey is { } contentKey)
        {
            ContentKeyReference = KeyReference.Of(contentKey);
            Cipher = new(ContentKeyReference.Origin == KeyOrigin.Setting ? contentKey : null);
        }

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
        var alipays = Certificates.Read(options.AlipayCertificate!);
        AlipayCertificates = [.. alipays.Where(CertificateSerials.IsOfRsa).Where(Certificates.IsLeaf)];
        Between = [.. alipays.Where(one => !Certificates.IsLeaf(one))];
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

    /// <summary>Where the private key comes from.</summary>
    public KeyReference KeyReference { get; }

    public KeyReference ContentKeyReference { get; }

    /// <summary>Whether its secrets have been found: until then nothing can be sent.</summary>
    public bool IsReady => Signer.HasKey && (Cipher is null || Cipher.HasKey);

    public bool IsCertificateMode { get; }

    /// <summary><c>app_cert_sn</c>; null in public-key mode.</summary>
    public string? CertificateSerial { get; }

    /// <summary><c>alipay_root_cert_sn</c>; null in public-key mode.</summary>
    public string? RootSerial { get; }

    public X509Certificate2? OwnCertificate { get; }

    public IReadOnlyList<X509Certificate2> AlipayCertificates { get; } = [];

    /// <summary>What came with them and stands between them and the roots.</summary>
    public X509Certificate2Collection Between { get; } = [];

    public X509Certificate2Collection Roots { get; } = [];

    /// <summary>Null where contents are not encrypted.</summary>
    public ContentCipher? Cipher { get; }

    /// <summary>The ring as it stands; a reader keeps the snapshot it took.</summary>
    public KeyRing<SignatureKey> Ring => Volatile.Read(ref _ring);

    /// <summary>Puts another ring in place of this one in one step; asked again where another was quicker.</summary>
    public KeyRing<SignatureKey> Change(Func<KeyRing<SignatureKey>, KeyRing<SignatureKey>> change)
    {
        while (true)
        {
            var before = Ring;
            var after = change(before);
            if (ReferenceEquals(Interlocked.CompareExchange(ref _ring, after, before), before)) return after;
        }
    }

    /// <summary>The key that a message is to be verified with.</summary>
    /// <param name="serial">The message's alipay_cert_sn; none: the first that is configured.</param>
    public SignatureKey? FindKey(string? serial, DateTimeOffset now, out AlipayRefusal whyNot)
    {
        var name = IsCertificateMode && !string.IsNullOrEmpty(serial) ? serial : _defaultKey;
        var found = Ring.Find(name);
        whyNot = found is null ? AlipayRefusal.UnknownCertificate : AlipayRefusal.CertificateNotInForce;
        return found?.IsInForce(now) == true ? found.Key : null;
    }

    private static KeyRing<SignatureKey> RingOf(IEnumerable<RingKey<SignatureKey>> keys) =>
        KeyRing<SignatureKey>.Empty.Merge(keys, DateTimeOffset.MinValue);

    /// <exception cref="CryptographicException">It has no RSA key of 2048 bits or
    /// more.</exception>
    public static RingKey<SignatureKey> KeyOf(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPublicKey() ?? throw new CryptographicException("It has no RSA key.");
        return new(
            CertificateSerials.Of(certificate), KeyKind.PlatformCertificate, new(certificate.NotBefore),
            new(certificate.NotAfter), new(key));
    }
}
