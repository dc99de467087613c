using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>What certificate mode hands out: the application's certificate, Alipay's, and the roots of both; with the
/// serial numbers that messages name them by.</summary>
/// <remarks>The bundle of roots holds one of elliptic curves too, as Alipay's does: it is not to be counted.</remarks>
public sealed record AlipayCertificates(
    string AppPem, string AlipayPem, string RootsPem, string AppSerial, string AlipaySerial, string RootSerial)
{
    private (X509Certificate2 Root, RSA Key) _issuer;

    /// <summary>All of Alipay's that were ever issued to the application, by their serial numbers.</summary>
    internal IReadOnlyDictionary<string, string> Issued { get; private init; } = new Dictionary<string, string>();

    internal static AlipayCertificates Make(string appId, RSA app, RSA platform)
    {
        var rootKey = SpareKeys.Take();
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = SelfSigned(new CertificateRequest(
            "CN=Sandbox Authority R1, OU=Certification Authority, O=Sandbox, C=CN", rootKey, HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
        using var other = SelfSigned(new CertificateRequest(
            "CN=Sandbox Authority E1, OU=Certification Authority, O=Sandbox, C=CN", curve, HashAlgorithmName.SHA256));
        using var ofApp = Leaf(root, rootKey, app, appId);
        using var ofAlipay = Leaf(root, rootKey, platform, "Alipay (sandbox)");
        var (pem, serial) = (ofAlipay.ExportCertificatePem(), Serial(ofAlipay));
        return new(
            ofApp.ExportCertificatePem(), pem, $"{other.ExportCertificatePem()}\n{root.ExportCertificatePem()}\n",
            Serial(ofApp), serial, Serial(root))
        {
            _issuer = (root, rootKey),
            Issued = new Dictionary<string, string> { [serial] = pem },
        };
    }

    /// <summary>The same with a new one of Alipay's, which signs from now on; the old one can still be asked for.</summary>
    internal AlipayCertificates WithNext(RSA platform)
    {
        using var next = Leaf(_issuer.Root, _issuer.Key, platform, "Alipay (sandbox)");
        var (pem, serial) = (next.ExportCertificatePem(), Serial(next));
        return this with
        {
            AlipayPem = pem,
            AlipaySerial = serial,
            Issued = new Dictionary<string, string>(Issued) { [serial] = pem },
        };
    }

    /// <summary>Nobody issues by that root any more.</summary>
    internal void Close() => SpareKeys.Leave(_issuer.Key);

    private static X509Certificate2 SelfSigned(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-1), DateTimeOffset.UtcNow.AddYears(20));
    }

    private static X509Certificate2 Leaf(X509Certificate2 root, RSA rootKey, RSA key, string name) =>
        new CertificateRequest($"CN={name}, OU=Alipay, O=Sandbox, C=CN", key, HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1).Create(
                root.SubjectName, X509SignatureGenerator.CreateForRSA(rootKey, RSASignaturePadding.Pkcs1),
                DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(5),
                [0x20, .. RandomNumberGenerator.GetBytes(15)]);

    /// <summary>The MD5 of the issuer as people write it and of the serial in decimal.</summary>
    private static string Serial(X509Certificate2 certificate)
    {
        var number = BigInteger.Parse("0" + certificate.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var text = certificate.Issuer.Replace(", ", ",", StringComparison.Ordinal) + number;
#pragma warning disable CA5351 // The provider's choice: a name, not a proof.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }
}
