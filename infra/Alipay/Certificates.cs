using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PayFunctions.Infra.Alipay;

/// <summary>Reads certificates as settings hold them: PEM, one or several, whose line ends may be spelled
/// <c>\n</c>.</summary>
internal static class Certificates
{
    /// <exception cref="CryptographicException">There is none, or one does not read.</exception>
    public static X509Certificate2Collection Read(string pem)
    {
        var read = new X509Certificate2Collection();
        read.ImportFromPem(pem.Replace("\\n", "\n", StringComparison.Ordinal));
        return read.Count > 0 ? read : throw new CryptographicException("It holds no certificate.");
    }

    /// <summary>Whether it signs messages, not certificates: what stands between it and the root comes in the same
    /// file.</summary>
    public static bool IsLeaf(X509Certificate2 certificate) =>
        !certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(one => one.CertificateAuthority);
}
