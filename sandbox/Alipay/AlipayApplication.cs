using System.Security.Cryptography;
using System.Text;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>An application as Alipay's open platform knows it: its keys, and the key that Alipay signs to it
/// with.</summary>
public sealed class AlipayApplication : IDisposable
{
    private readonly RSA _own = SpareKeys.Take();
    private RSA _platform = SpareKeys.Take();

    private AlipayApplication(string appId, string sellerId, bool withCertificates)
    {
        (AppId, SellerId) = (appId, sellerId);
        if (!withCertificates) return;
        Certificates = AlipayCertificates.Make(appId, _own, _platform);
        ContentKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
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
    public AlipayCertificates? Certificates { get; private set; }

    /// <summary>The key of content encryption, base64; null where it is not switched on.</summary>
    public string? ContentKey { get; }

    /// <summary>Alipay signs with a new key and certificate from now on, as before the old one ends.</summary>
    /// <returns>The new alipay_cert_sn.</returns>
    public string RenewAlipaysCertificate()
    {
        var next = SpareKeys.Take();
        var certificates = Certificates?.WithNext(next)
            ?? throw new InvalidOperationException($"{AppId} has no certificates.");
        (_platform, Certificates) = (next, certificates);
        return certificates.AlipaySerial;
    }

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

    /// <summary>What the application encrypted; null where it is not to be opened.</summary>
    internal string? Open(string sealedText)
    {
        try
        {
            using var aes = Aes.Create();
            aes.Key = Convert.FromBase64String(ContentKey ?? "");
            return Encoding.UTF8.GetString(aes.DecryptCbc(Convert.FromBase64String(sealedText), new byte[16]));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Base64.</summary>
    internal string Seal(string text)
    {
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(ContentKey!);
        return Convert.ToBase64String(aes.EncryptCbc(Encoding.UTF8.GetBytes(text), new byte[16]));
    }

    public void Dispose()
    {
        SpareKeys.Leave(_own);
        SpareKeys.Leave(_platform);
        Certificates?.Close();
    }
}
