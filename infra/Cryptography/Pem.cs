using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PayFunctions.Infra.Cryptography;

/// <summary>Reads keys as settings hold them: PEM, whose line ends may be spelled <c>\n</c>.</summary>
internal static class Pem
{
    /// <exception cref="CryptographicException">It is no RSA key.</exception>
    /// <exception cref="ArgumentException">It is no PEM, or holds no key.</exception>
    public static RSA ReadKey(string pem) => ReadKey(Unescape(pem).AsSpan());

    /// <inheritdoc cref="ReadKey(string)"/>
    public static RSA ReadKey(ReadOnlySpan<char> pem)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return rsa;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            throw;
        }
    }

    /// <summary>The first certificate of the text.</summary>
    /// <exception cref="CryptographicException">There is none, or it does not read.</exception>
    public static X509Certificate2 ReadCertificate(string pem) => X509Certificate2.CreateFromPem(Unescape(pem));

    /// <summary>Settings may spell line ends as a backslash and an n.</summary>
    public static string Unescape(string pem) => pem.Replace("\\n", "\n", StringComparison.Ordinal);

    /// <summary>Whether the key's secret half is there.</summary>
    public static bool HasPrivateHalf(RSA key)
    {
        try
        {
            var hash = new byte[SHA256.HashSizeInBytes];
            key.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
