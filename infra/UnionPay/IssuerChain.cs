using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.UnionPay;

/// <summary>What a chain's certificates have in common.</summary>
/// <param name="NotBefore">When the last of them came into force.</param>
/// <param name="NotAfter">When the first of them ends.</param>
internal readonly record struct ChainLife(DateTimeOffset NotBefore, DateTimeOffset NotAfter);

/// <summary>Leads a certificate to one of the configured roots, through the configured ones between them.</summary>
/// <remarks>
/// Each signature is verified here, and not by the platform's chain engine: the test gateway's certificates are signed with
/// SHA-1, which engines refuse. A message can bring no issuer of its own, nothing is downloaded, and the signatures that
/// the payments stand on are SHA-256.
/// </remarks>
internal sealed class IssuerChain(X509Certificate2Collection roots, X509Certificate2Collection middles)
{
    private const int LengthMax = 4;
    private const string Sha1 = "1.2.840.113549.1.1.5";
    private const string Sha256 = "1.2.840.113549.1.1.11";
    private const string Sha384 = "1.2.840.113549.1.1.12";
    private const string Sha512 = "1.2.840.113549.1.1.13";

    /// <returns>Null where it leads to none of the roots.</returns>
    /// <exception cref="CryptographicException">The certificate holds something that does not read.</exception>
    public ChainLife? Find(X509Certificate2 leaf)
    {
        var life = LifeOf(leaf);
        var current = leaf;
        for (var length = 1; length < LengthMax; length++)
        {
            if (IssuerOf(current, roots) is { } root) return Shorter(life, LifeOf(root));
            if (IssuerOf(current, middles) is not { } middle) return null;
            life = Shorter(life, LifeOf(middle));
            current = middle;
        }
        return null;
    }

    /// <summary>Whether a certificate may issue others, by a key that is strong enough.</summary>
    public static bool MayIssue(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPublicKey();
        if (key is not { KeySize: >= SignatureKey.BitsMin and <= SignatureKey.BitsMax }) return false;
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        return certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(one => one.CertificateAuthority)
            && (usage is null || usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign));
    }

    private static X509Certificate2? IssuerOf(X509Certificate2 certificate, X509Certificate2Collection issuers)
    {
        foreach (var issuer in issuers)
        {
            if (issuer.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
                && MayIssue(issuer) && IsSignedBy(certificate, issuer)) return issuer;
        }
        return null;
    }

    private static bool IsSignedBy(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        try
        {
            var parts = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            var content = parts.ReadEncodedValue();
            var algorithm = parts.ReadSequence().ReadObjectIdentifier();
            var signature = parts.ReadBitString(out _);
            using var key = issuer.GetRSAPublicKey();
            return HashOf(algorithm) is { } hash
                && key!.VerifyData(content.Span, signature, hash, RSASignaturePadding.Pkcs1);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static HashAlgorithmName? HashOf(string algorithm) => algorithm switch
    {
        Sha1 => HashAlgorithmName.SHA1,
        Sha256 => HashAlgorithmName.SHA256,
        Sha384 => HashAlgorithmName.SHA384,
        Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static ChainLife LifeOf(X509Certificate2 certificate) =>
        new(new(certificate.NotBefore), new(certificate.NotAfter));

    private static ChainLife Shorter(ChainLife one, ChainLife other) => new(
        one.NotBefore > other.NotBefore ? one.NotBefore : other.NotBefore,
        one.NotAfter < other.NotAfter ? one.NotAfter : other.NotAfter);
}
