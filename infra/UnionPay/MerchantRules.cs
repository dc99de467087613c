using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Configuration;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.UnionPay;

/// <summary>What one merchant's settings have to be. Values are never repeated in a message: some are secret.</summary>
internal sealed class MerchantRules(string section, UnionPayMerchantOptions options, List<string> wrong)
{
    private const string PemExample = "-----BEGIN PRIVATE KEY-----\\n…\\n-----END PRIVATE KEY-----";
    private const string CertificateExample = "-----BEGIN CERTIFICATE-----\\n…\\n-----END CERTIFICATE-----";
    private const string NotifyUrlExample = "https://pay.example.com/api/callbacks/unionpay";
    private const int UrlCharsMax = 256;

    public void Check()
    {
        CheckSigning(CheckPrivateKey());
        CheckRoots();
        CheckUrls();
        if (options.SignerName is { } signer && (string.IsNullOrWhiteSpace(signer) || signer.Contains('@')))
            Wrong(nameof(options.SignerName), "is empty or holds an @", UnionPayMerchantOptions.DefaultSignerName);
        if (options.Tenant is { } tenant && !TenantRule.Accepts(tenant))
            Wrong(nameof(options.Tenant), TenantRule.Broken, UnionPayMerchantOptions.DefaultTenant);
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
            if (!reference.IsWellFormed)
                Wrong(nameof(options.PrivateKey), "names nothing that a vault could have", "certificate:unionpay-777290058110048");
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

    /// <summary>One that comes with its key out of the vault needs no setting.</summary>
    private void CheckSigning(byte[]? own)
    {
        var isNamed = KeyReference.Of(options.PrivateKey ?? "").Origin != KeyOrigin.Setting;
        if (isNamed && string.IsNullOrWhiteSpace(options.SigningCertificate)) return;
        if (Read(nameof(options.SigningCertificate), options.SigningCertificate) is not { } certificates) return;
        using var key = certificates[0].GetRSAPublicKey();
        if (key is null) Wrong(nameof(options.SigningCertificate), "holds no RSA key", CertificateExample);
        else if (own is not null && !key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(own))
            Wrong(nameof(options.SigningCertificate), "is not of the PrivateKey", CertificateExample);
    }

    private void CheckRoots()
    {
        CheckIssuers(nameof(options.RootCertificates), options.RootCertificates);
        CheckIssuers(nameof(options.MiddleCertificates), options.MiddleCertificates);
        if (TryRead(() => Certificates.Read(options.RootCertificates ?? "")) is { } roots
            && roots.Any(root => !root.SubjectName.RawData.AsSpan().SequenceEqual(root.IssuerName.RawData)))
            Wrong(nameof(options.RootCertificates), "holds a certificate that another has issued", CertificateExample);
    }

    private void CheckIssuers(string setting, string? pem)
    {
        if (Read(setting, pem) is { } certificates && !certificates.All(IssuerChain.MayIssue))
            Wrong(setting, "holds a certificate that may issue none, or one of a weak key", CertificateExample);
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
        const string Safe = "is not an https URL without a path or query (http only on this machine)";
        const string Full = "is not a full URL without a query, of at most 256 characters";
        if (options.GatewayUrl is { } gateway && !(IsUrl(gateway, out var url) && IsSafe(url)))
            Wrong(nameof(options.GatewayUrl), Safe, UnionPayMerchantOptions.DefaultGatewayUrl);
        if (options.FileUrl is { } files && !(IsUrl(files, out var host) && IsSafe(host)))
            Wrong(nameof(options.FileUrl), Safe, "https://filedownload.95516.com");
        if (options.ReturnUrl is { } back && !IsUrl(back, out _))
            Wrong(nameof(options.ReturnUrl), Full, "https://shop.example.com/paid");
        if (IsThere(nameof(options.NotifyUrl), options.NotifyUrl, NotifyUrlExample) && !IsUrl(options.NotifyUrl!, out _))
            Wrong(nameof(options.NotifyUrl), Full, NotifyUrlExample);
    }

    private static bool IsSafe(Uri url) =>
        url.AbsolutePath == "/" && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback);

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
