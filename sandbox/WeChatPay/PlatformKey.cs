using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>A key the provider signs with, under the name it goes by in <c>Wechatpay-Serial</c>.</summary>
public sealed class PlatformKey : IDisposable
{
    private readonly RSA _rsa;

    private PlatformKey(string serial, RSA rsa, X509Certificate2? certificate)
    {
        Serial = serial;
        _rsa = rsa;
        Certificate = certificate;
    }

    /// <summary>A certificate's serial in upper-case hex, or <c>PUB_KEY_ID_</c> and digits.</summary>
    public string Serial { get; }

    /// <summary>Without its private key; null for a bare public key.</summary>
    public X509Certificate2? Certificate { get; }

    public string PublicKeyPem => _rsa.ExportSubjectPublicKeyInfoPem();

    public static PlatformKey NewPublicKey() =>
        new("PUB_KEY_ID_01" + RandomNumberGenerator.GetString("0123456789", 31), SpareKeys.Take(), null);

    /// <summary>
    /// A new platform certificate, issued by the given authority for the five years the real ones have.
    /// </summary>
    public static PlatformKey Issue(X509Certificate2 authority, DateTimeOffset now) =>
        Issue(authority, now, now.AddYears(5));

    /// <summary>One that ends at another time.</summary>
    public static PlatformKey Issue(X509Certificate2 authority, DateTimeOffset now, DateTimeOffset end)
    {
        var rsa = SpareKeys.Take();
        var request = new CertificateRequest(
            "CN=Tenpay.com sign, O=Sandbox platform", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var serial = RandomNumberGenerator.GetBytes(20);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40); // Positive, and no leading zero that hex would lose.
        var certificate = request.Create(authority, now.AddMinutes(-1), end, serial);
        return new(certificate.SerialNumber, rsa, certificate);
    }

    /// <summary>Signs <c>timestamp\nnonce\nbody\n</c> and gives the header's base64.</summary>
    public string Sign(long timestamp, string nonce, ReadOnlySpan<byte> body)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes($"{timestamp}\n{nonce}\n"), .. body, (byte)'\n'];
        return Convert.ToBase64String(_rsa.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public void Dispose()
    {
        SpareKeys.Leave(_rsa);
        Certificate?.Dispose();
    }
}
