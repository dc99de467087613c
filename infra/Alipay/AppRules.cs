using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Configuration;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Alipay;

/// <summary>What one application's settings have to be. Values are never repeated in a message: some are
/// secret.</summary>
internal sealed class AppRules(string section, AlipayAppOptions options, List<string> wrong)
{
    private const string PemExample = "-----BEGIN PRIVATE KEY-----\\n…\\n-----END PRIVATE KEY-----";
    private const string PublicPemExample = "-----BEGIN PUBLIC KEY-----\\n…\\n-----END PUBLIC KEY-----";
    private const string CertificateExample = "-----BEGIN CERTIFICATE-----\\n…\\n-----END CERTIFICATE-----";
    private const string NotifyUrlExample = "https://pay.example.com/api/callbacks/alipay";
    private const string SellerExample = "2088000000000001";
    private const int UrlCharsMax = 256;

    public void Check()
    {
        var own = CheckPrivateKey();
        CheckMode(own);
        CheckContentKey();
        if (IsThere(nameof(options.SellerId), options.SellerId, SellerExample) && !options.SellerId!.All(char.IsAsciiDigit))
            Wrong(nameof(options.SellerId), "is not made of digits", SellerExample);
        CheckUrls();
        if (options.Tenant is { } tenant && !TenantRule.Accepts(tenant))
            Wrong(nameof(options.Tenant), TenantRule.Broken, AlipayAppOptions.DefaultTenant);
    }

    public void Wrong(string setting, string what, string example) =>
        wrong.Add(Settings.Wrong($"{section}:{setting}", what, example));

    private bool IsThere(string setting, string? value, string example)
    {
        if (!string.IsNullOrWhiteSpace(value)) return true;
        Wrong(setting, "is missing", example);
        return false;
    }

    private byte[]? CheckPrivateKey()
    {
        if (!IsThere(nameof(options.PrivateKey), options.PrivateKey, PemExample)) return null;
        if (KeyReference.Of(options.PrivateKey!) is { Origin: not KeyOrigin.Setting } reference)
        {
            CheckReference(nameof(options.PrivateKey), reference);
            return null; // Looked at when it is found.
        }

        using var key = TryRead(() => Pem.ReadKey(options.PrivateKey!));
        if (key is null) Wrong(nameof(options.PrivateKey), "is not an RSA private key in PEM", PemExample);
        else if (!Pem.HasPrivateHalf(key))
            Wrong(nameof(options.PrivateKey), "is a public key; the private one is needed", PemExample);
        else if (key.KeySize < SignatureKey.BitsMin)
            Wrong(nameof(options.PrivateKey), "has fewer than 2048 bits", PemExample);
        return key?.ExportSubjectPublicKeyInfo();
    }

    private void CheckContentKey()
    {
        if (options.ContentKey is not { } key) return;
        if (KeyReference.Of(key) is { Origin: not KeyOrigin.Setting } reference)
            CheckReference(nameof(options.ContentKey), reference);
        else if (!ContentCipher.IsKey(key))
            Wrong(nameof(options.ContentKey), "is not 16, 24 or 32 bytes in base64", "AAAAAAAAAAAAAAAAAAAAAA==");
    }

    private void CheckReference(string setting, KeyReference reference)
    {
        if (!reference.IsWellFormed)
            Wrong(setting, "names nothing that a vault could have", "secret:alipay-2021000000000001");
    }

    private void CheckMode(byte[]? own)
    {
        var certificates = new[] { options.AppCertificate, options.AlipayCertificate, options.RootCertificates };
        if (!certificates.Any(one => !string.IsNullOrWhiteSpace(one))) CheckPublicKey(own);
        else if (!string.IsNullOrWhiteSpace(options.PublicKey))
        {
            Wrong(nameof(options.PublicKey),
                "stands beside certificates: an application is in public-key mode or in certificate mode", PublicPemExample);
        }
        else CheckCertificates(own);
    }

    private void CheckPublicKey(byte[]? own)
    {
        if (!IsThere(nameof(options.PublicKey), options.PublicKey, PublicPemExample)) return;
        using var key = TryRead(() => Pem.ReadKey(options.PublicKey!));
        if (key is null) Wrong(nameof(options.PublicKey), "is not an RSA public key in PEM", PublicPemExample);
        else CheckKey(nameof(options.PublicKey), key, own, PublicPemExample);
    }

    private void CheckCertificates(byte[]? own)
    {
        if (Read(nameof(options.AppCertificate), options.AppCertificate) is { } app)
        {
            using var key = app[0].GetRSAPublicKey();
            if (key is null) Wrong(nameof(options.AppCertificate), "holds no RSA key", CertificateExample);
            else if (own is not null && !key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(own))
                Wrong(nameof(options.AppCertificate), "is not of the PrivateKey", CertificateExample);
        }
        if (Read(nameof(options.AlipayCertificate), options.AlipayCertificate) is { } alipay)
        {
            using var key = alipay[0].GetRSAPublicKey();
            if (key is null) Wrong(nameof(options.AlipayCertificate), "holds no RSA key", CertificateExample);
            else CheckKey(nameof(options.AlipayCertificate), key, own, CertificateExample);
        }
        if (Read(nameof(options.RootCertificates), options.RootCertificates) is not { } roots) return;
        if (!roots.Any(CertificateSerials.IsOfRsa))
            Wrong(nameof(options.RootCertificates), "holds no root that RSA signs", CertificateExample);
        if (TryRead(() => Certificates.Read(options.AlipayCertificate ?? "")) is { } issued) CheckChain(issued, roots);
    }

    /// <summary>One that contradicts the roots stops the start. Where the certificate between is not at hand nothing
    /// contradicts: it is told at the start, and what is downloaded later has to chain in any case.</summary>
    private void CheckChain(X509Certificate2Collection issued, X509Certificate2Collection roots)
    {
        var check = new IssuerCheck(roots);
        var leaves = issued.Where(CertificateSerials.IsOfRsa).Where(Certificates.IsLeaf);
        if (leaves.Any(leaf => check.Check(leaf, DateTimeOffset.UtcNow, issued) == IssuerVerdict.NotIssued))
            Wrong(nameof(options.AlipayCertificate), "was not issued under RootCertificates", CertificateExample);
    }

    private void CheckKey(string setting, RSA key, byte[]? own, string example)
    {
        if (key.KeySize is < SignatureKey.BitsMin or > SignatureKey.BitsMax)
            Wrong(setting, "has fewer than 2048 bits or too many", example);
        else if (own is not null && key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(own))
            Wrong(setting, "is the application's own key; Alipay's is needed", example);
    }

    private X509Certificate2Collection? Read(string setting, string? pem)
    {
        if (!IsThere(setting, pem, CertificateExample)) return null;
        var read = TryRead(() => Certificates.Read(pem!));
        if (read is null) Wrong(setting, "is not certificates in PEM", CertificateExample);
        return read;
    }

    private void CheckUrls()
    {
        const string Safe = "is not an https URL without a query (http only on this machine)";
        const string Full = "is not a full URL without a query, of at most 256 characters";
        if (options.GatewayUrl is { } gateway && !(IsUrl(gateway, out var url) && IsSafe(url)))
            Wrong(nameof(options.GatewayUrl), Safe, AlipayAppOptions.DefaultGatewayUrl);
        if (options.ReturnUrl is { } back && !IsUrl(back, out _))
            Wrong(nameof(options.ReturnUrl), Full, "https://shop.example.com/paid");
        if (IsThere(nameof(options.NotifyUrl), options.NotifyUrl, NotifyUrlExample) && !IsUrl(options.NotifyUrl!, out _))
            Wrong(nameof(options.NotifyUrl), Full, NotifyUrlExample);
    }

    private static bool IsSafe(Uri url) => url.Scheme == Uri.UriSchemeHttps || url.IsLoopback;

    private static bool IsUrl(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && text.Length <= UrlCharsMax && url.Query.Length == 0
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);

    private static T? TryRead<T>(Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
