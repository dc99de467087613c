using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>The certification authority behind UnionPay, made at the start: a root, a middle, and what they issue.</summary>
public sealed class UnionPayAuthority : IDisposable
{
    /// <summary>A story may begin at noon of the day before: at its end, 36 hours ago.</summary>
    private const int DaysInForce = 3;

    private readonly RSA _rootKey = SpareKeys.Take();
    private readonly RSA _middleKey = SpareKeys.Take();
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _middle;

    internal UnionPayAuthority()
    {
        const string Name = "CN=Sandbox CS CA, O=Sandbox Certification Authority, C=CN";
        _root = Issue(Name, _rootKey, Name, _rootKey, isAuthority: true);
        _middle = Issue(
            "CN=Sandbox OCA1, O=Sandbox Certification Authority, C=CN", _middleKey, Name, _rootKey, isAuthority: true);
    }

    public string RootPem => _root.ExportCertificatePem();

    public string MiddlePem => _middle.ExportCertificatePem();

    public void Dispose()
    {
        SpareKeys.Leave(_rootKey);
        SpareKeys.Leave(_middleKey);
        _root.Dispose();
        _middle.Dispose();
    }

    internal X509Certificate2 Leaf(string commonName, RSA key) =>
        Issue($"CN={commonName}, OU=Enterprises, O=Sandbox, C=CN", key, _middle.Subject, _middleKey, isAuthority: false);

    /// <summary>The serial number as messages write it.</summary>
    internal static string CertIdOf(X509Certificate2 certificate) =>
        BigInteger.Parse("0" + certificate.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture);

    private static X509Certificate2 Issue(string subject, RSA key, string issuer, RSA issuerKey, bool isAuthority)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(
            isAuthority ? X509KeyUsageFlags.KeyCertSign : X509KeyUsageFlags.DigitalSignature, true));
        return request.Create(
            new X500DistinguishedName(issuer), X509SignatureGenerator.CreateForRSA(issuerKey, RSASignaturePadding.Pkcs1),
            DateTimeOffset.UtcNow.AddDays(-DaysInForce), DateTimeOffset.UtcNow.AddYears(isAuthority ? 20 : 2),
            [0x10, .. RandomNumberGenerator.GetBytes(7)]);
    }
}
