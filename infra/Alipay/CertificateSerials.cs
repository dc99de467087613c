using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PayFunctions.Infra.Alipay;

/// <summary>Alipay's own serial numbers of certificates: the MD5 of the issuer's text and the serial in
/// decimal.</summary>
/// <remarks>MD5 names a certificate here and proves nothing. Source: Alipay, "Certificate mode", app_cert_sn and
/// alipay_root_cert_sn.</remarks>
internal static class CertificateSerials
{
    private const string RsaFamily = "1.2.840.113549.1.1";

    public static string Of(X509Certificate2 certificate)
    {
        var serial = new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);
        var text = IssuerText(certificate) + serial.ToString(CultureInfo.InvariantCulture);
#pragma warning disable CA5351 // The provider's choice: a name, not a proof.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
    }

    /// <summary>Of a bundle of roots: those that RSA signs, in the file's order, joined by <c>_</c>.</summary>
    public static string OfRoots(X509Certificate2Collection bundle) =>
        string.Join('_', bundle.Where(IsOfRsa).Select(Of));

    public static bool IsOfRsa(X509Certificate2 certificate) =>
        certificate.SignatureAlgorithm.Value?.StartsWith(RsaFamily, StringComparison.Ordinal) == true;

    private static string IssuerText(X509Certificate2 certificate) => string.Join(
        ',',
        certificate.IssuerName.EnumerateRelativeDistinguishedNames(reversed: true)
            .Select(name => $"{Word(name.GetSingleElementType())}={name.GetSingleElementValue()}"));

    private static string Word(Oid type) => type.Value switch
    {
        "2.5.4.3" => "CN",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        _ => type.FriendlyName ?? type.Value ?? "",
    };
}
