using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PayFunctions.Infra.Apple;

/// <summary>The signature on a certificate, verified with its issuer's key alone.</summary>
/// <remarks>
/// A chain is built many times slower than one signature is verified, and anybody can send certificates: those that no root of ours has
/// signed are refused by this first, so that a stranger's cost no more than a forged signature. It trusts nobody; the chain is built after it.
/// </remarks>
internal static class IssuerSignature
{
    private const string EcdsaSha256 = "1.2.840.10045.4.3.2";
    private const string EcdsaSha384 = "1.2.840.10045.4.3.3";

    /// <returns>False where it is certain that the issuer did not sign it. Signatures other than ECDSA are left to the chain.</returns>
    /// <exception cref="CryptographicException">A key does not read.</exception>
    public static bool MayBeOf(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        using var key = issuer.GetECDsaPublicKey();
        if (key is null) return true;
        try
        {
            var parts = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            var content = parts.ReadEncodedValue();
            var hash = HashOf(parts.ReadSequence().ReadObjectIdentifier());
            var signature = parts.ReadBitString(out _);
            return hash is { } known && key.VerifyData(content.Span, signature, known, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static HashAlgorithmName? HashOf(string algorithm) => algorithm switch
    {
        EcdsaSha256 => HashAlgorithmName.SHA256,
        EcdsaSha384 => HashAlgorithmName.SHA384,
        _ => null,
    };
}
