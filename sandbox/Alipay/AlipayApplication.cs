using System.Security.Cryptography;
using System.Text;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>An application as Alipay's open platform knows it: its keys, and the key that Alipay signs to it
/// with.</summary>
public sealed class AlipayApplication : IDisposable
{
    private readonly RSA _own = RSA.Create(2048);
    private readonly RSA _platform = RSA.Create(2048);

    private AlipayApplication(string appId, string sellerId, bool withCertificates)
    {
        (AppId, SellerId) = (appId, sellerId);
        if (withCertificates) Certificates = AlipayCertificates.Make(appId, _own, _platform);
    }

    public string AppId { get; }

    /// <summary>Whose money it collects: the PID.</summary>
    public string SellerId { get; }

    public string PrivateKeyPem => _own.ExportPkcs8PrivateKeyPem();

    /// <summary>Alipay's public key for this application.</summary>
    public string PlatformPublicKeyPem => _platform.ExportSubjectPublicKeyInfoPem();

    /// <summary>The application's own public key, as it was uploaded to the platform.</summary>
    public string PublicKeyPem => _own.ExportSubjectPublicKeyInfoPem();

    /// <summary>Null in public-key mode.</summary>
    public AlipayCertificates? Certificates { get; }

    internal static AlipayApplication WithPublicKey(string appId, string sellerId) => new(appId, sellerId, false);

    internal static AlipayApplication WithCertificates(string appId, string sellerId) => new(appId, sellerId, true);

    /// <summary>Whether the application signed that text.</summary>
    internal bool Signed(string text, string sign)
    {
        var signature = new byte[sign.Length];
        return Convert.TryFromBase64String(sign, signature, out var length)
            && _own.VerifyData(
                Encoding.UTF8.GetBytes(text), signature.AsSpan(0, length), HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1);
    }

    /// <summary>Alipay's signature over the text, in base64.</summary>
    internal string Sign(string text) => Convert.ToBase64String(
        _platform.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public void Dispose()
    {
        _own.Dispose();
        _platform.Dispose();
    }
}
