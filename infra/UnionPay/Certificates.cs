using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Reads certificates as settings hold them, and names them as messages do.</summary>
internal static class Certificates
{
    /// <param name="pem">One or several, whose line ends may be spelled <c>\n</c>.</param>
    /// <exception cref="CryptographicException">There is none, or one does not read.</exception>
    public static X509Certificate2Collection Read(string pem)
    {
        var read = new X509Certificate2Collection();
        read.ImportFromPem(Pem.Unescape(pem));
        return read.Count > 0 ? read : throw new CryptographicException("It holds no certificate.");
    }

    /// <summary>The <c>certId</c>: the serial number as a decimal number.</summary>
    public static string IdOf(X509Certificate2 certificate) => BigInteger
        .Parse("0" + certificate.SerialNumber, NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        .ToString(CultureInfo.InvariantCulture);
}
