using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PayFunctions.Infra.Vault;

/// <summary>What a PKCS#12 file with a merchant's certificate and private key says of itself; nothing of the key.</summary>
/// <param name="Serial">Upper-case hex digits, as providers spell it.</param>
/// <param name="KeyBits">Of RSA, or of the elliptic curve.</param>
internal sealed record CertificateFile(
    string Serial, string Subject, DateTimeOffset NotBefore, DateTimeOffset NotAfter, int KeyBits)
{
    /// <summary>The curve of Apple Pay's payment processing keys, and the least that a vault takes.</summary>
    private const int EllipticBitsMin = 256;

    private static readonly byte[] Proof = "the key and the certificate are a pair"u8.ToArray();

    /// <summary>Opens it and holds it to what the app asks of a key that signs: that it is the certificate's own, long
    /// enough, and not past its end.</summary>
    /// <returns>What it is, or why it may not go into a vault; never a word of the key or the password.</returns>
    public static (CertificateFile? File, string? Why) Check(
        ReadOnlySpan<byte> pkcs12, ReadOnlySpan<char> password, DateTimeOffset now)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12(pkcs12, password, X509KeyStorageFlags.EphemeralKeySet);
            using var rsa = certificate.GetRSAPrivateKey();
            using var elliptic = rsa is null ? certificate.GetECDsaPrivateKey() : null;
            if (((AsymmetricAlgorithm?)rsa ?? elliptic) is not { } key) return (null, "there is no private key in it");
            var of = new CertificateFile(
                certificate.SerialNumber, certificate.Subject, certificate.NotBefore, certificate.NotAfter, key.KeySize);
            return of.WhyNot(now, isRsa: rsa is not null) is { } why ? (null, why)
                : IsPair(certificate, rsa, elliptic) ? (of, null)
                : (null, "its private key is another certificate's");
        }
        catch (CryptographicException)
        {
            return (null, "the password does not open it, or it is no PKCS#12");
        }
    }

    private string? WhyNot(DateTimeOffset now, bool isRsa)
    {
        if (NotAfter <= now) return $"certificate {Serial} has ended on {NotAfter.UtcDateTime:yyyy-MM-dd}";
        var least = isRsa ? Cryptography.SignatureKey.BitsMin : EllipticBitsMin;
        return KeyBits < least ? $"its key has {KeyBits} bits, less than {least}" : null;
    }

    private static bool IsPair(X509Certificate2 certificate, RSA? rsa, ECDsa? elliptic)
    {
        if (rsa is not null)
        {
            var signature = rsa.SignData(Proof, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var verifier = certificate.GetRSAPublicKey();
            return verifier?.VerifyData(Proof, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) == true;
        }

        using var other = certificate.GetECDsaPublicKey();
        return other?.VerifyData(Proof, elliptic!.SignData(Proof, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256) == true;
    }
}
