using System.Buffers.Text;
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

    /// <summary>The certificate that stands beside a private key in PEM.</summary>
    /// <returns>Null where there is none that reads.</returns>
    public static X509Certificate2? FindCertificate(SecretBytes pem) => Read(pem, text =>
    {
        try
        {
            return text.Span.IndexOf(Certificate) < 0 ? null : X509Certificate2.CreateFromPem(text.Span);
        }
        catch (CryptographicException)
        {
            return null;
        }
    });

    /// <summary>Whether a key that was found may sign for a merchant.</summary>
    /// <returns>Why not; null where it may.</returns>
    public static string? WhyNotSigning(LoadedKey? key)
    {
        if (key is null) return "there is no RSA private key in it";
        if (key.Key.KeySize < Cryptography.SignatureKey.BitsMin) return $"it has {key.Key.KeySize} bits";
        return Cryptography.Pem.HasPrivateHalf(key.Key) ? null : "it has no private half";
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

    /// <summary>A private key and its certificate in PEM, in secret memory as the key was.</summary>
    /// <param name="pkcs8">DER.</param>
    /// <param name="certificate">DER.</param>
    public static SecretBytes ToPem(SecretBytes pkcs8, ReadOnlySpan<byte> certificate)
    {
        using var base64 = new SecretBytes(Base64.GetMaxEncodedToUtf8Length(pkcs8.Length));
        Base64.EncodeToUtf8(pkcs8.Span, base64.Span, out _, out var length);
        var head = "-----BEGIN PRIVATE KEY-----\n"u8;
        var foot = "\n-----END PRIVATE KEY-----\n"u8;
        var beside = Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", certificate));
        var pem = new SecretBytes(head.Length + length + foot.Length + beside.Length);
        head.CopyTo(pem.Span);
        base64.Span[..length].CopyTo(pem.Span[head.Length..]);
        foot.CopyTo(pem.Span[(head.Length + length)..]);
        beside.CopyTo(pem.Span[^beside.Length..]);
        return pem;
    }

    /// <summary>The bytes as characters for whoever reads PEM; they are zeros once it has returned.</summary>
    public static T Read<T>(SecretBytes pem, Func<ReadOnlyMemory<char>, T> read)
    {
        var chars = GC.AllocateUninitializedArray<char>(Encoding.UTF8.GetCharCount(pem.Span), pinned: true);
        try
        {
            Encoding.UTF8.GetChars(pem.Span, chars);
            return read(chars);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(chars.AsSpan()));
        }
    }

    private static string FingerprintOf(RSA key) =>
        Convert.ToHexString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];

    private static DateTimeOffset? Time(DateTime? time) => time is { } at ? new DateTimeOffset(at) : null;
}
