using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PayFunctions.Infra.Vault;

/// <summary>Reads private keys out of secret bytes, leaving no copy behind that the collector could move.</summary>
public static class PemKeys
{
    private const string Certificate = "-----BEGIN CERTIFICATE-----";

    /// <summary>PEM with a private key, and its certificate if there is one.</summary>
    /// <returns>Null where there is no RSA key in it.</returns>
    public static LoadedKey? Read(SecretBytes pem)
    {
        var chars = GC.AllocateUninitializedArray<char>(Encoding.UTF8.GetCharCount(pem.Span), pinned: true);
        var rsa = RSA.Create();
        try
        {
            Encoding.UTF8.GetChars(pem.Span, chars);
            rsa.ImportFromPem(chars);
            using var certificate = chars.AsSpan().IndexOf(Certificate) < 0 ? null : X509Certificate2.CreateFromPem(chars);
            return new(
                FingerprintOf(rsa), certificate?.SerialNumber, Time(certificate?.NotBefore),
                Time(certificate?.NotAfter), rsa);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(chars.AsSpan()));
        }
    }

    /// <summary>PKCS#8, as a vault's certificate brings it.</summary>
    /// <returns>Null where it is no RSA key.</returns>
    public static LoadedKey? Read(MerchantCertificate certificate)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportPkcs8PrivateKey(certificate.PrivateKey.Span, out _);
            var version = certificate.Version;
            return new(version.Version, certificate.Serial, version.NotBefore, version.NotAfter, rsa);
        }
        catch (CryptographicException)
        {
            rsa.Dispose();
            return null;
        }
    }

    private static string FingerprintOf(RSA key) =>
        Convert.ToHexString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];

    private static DateTimeOffset? Time(DateTime? time) => time is { } at ? new DateTimeOffset(at) : null;
}
