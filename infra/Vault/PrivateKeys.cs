using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace PayFunctions.Infra.Vault;

/// <summary>Reads a certificate with its private key as a vault hands it out; whatever held the key on the way is
/// overwritten.</summary>
internal static class PrivateKeys
{
    private const string Pem = "application/x-pem-file";
    private const int RoomAtFirst = 2048;

    /// <summary>Only Windows minds a key that is not exportable; only macOS has no key without a file.</summary>
    private static X509KeyStorageFlags Storage => OperatingSystem.IsMacOS()
        ? X509KeyStorageFlags.Exportable
        : X509KeyStorageFlags.Exportable | X509KeyStorageFlags.EphemeralKeySet;

    /// <param name="value">PKCS#12 in base64 without a password, or the PEM of both.</param>
    /// <exception cref="CryptographicException">It is neither, or has no private key.</exception>
    /// <exception cref="FormatException">It is no base64.</exception>
    public static (X509Certificate2 Certificate, SecretBytes Key) Read(string value, string? contentType)
    {
        var certificate = contentType == Pem ? X509Certificate2.CreateFromPem(value, value) : ReadPkcs12(value);
        try
        {
            using var key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey();
            return (certificate, Export(key ?? throw new CryptographicException("It has no private key.")));
        }
        catch
        {
            certificate.Dispose();
            throw;
        }
    }

    /// <summary>A secret's text in UTF-8.</summary>
    public static SecretBytes Bytes(string text)
    {
        var bytes = new SecretBytes(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes.Span);
        return bytes;
    }

    private static X509Certificate2 ReadPkcs12(string value)
    {
        using var bytes = new SecretBytes(value.Length);
        if (!Convert.TryFromBase64String(value, bytes.Span, out var written))
            throw new FormatException("It is no PKCS#12 in base64.");
        return X509CertificateLoader.LoadPkcs12(bytes.Span[..written], null, Storage);
    }

    private static SecretBytes Export(AsymmetricAlgorithm key)
    {
        for (var room = RoomAtFirst; ; room *= 2)
        {
            using var exported = new SecretBytes(room);
            if (key.TryExportPkcs8PrivateKey(exported.Span, out var written)) return new(exported.Span[..written]);
        }
    }
}
