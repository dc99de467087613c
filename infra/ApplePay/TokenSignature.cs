using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using PayFunctions.Infra.Apple;

namespace PayFunctions.Infra.ApplePay;

/// <summary>Checks that Apple signed a token, with a leaf for payments, and when.</summary>
internal sealed class TokenSignature(IReadOnlyList<X509Certificate2> roots)
{
    private const string LeafMark = "1.2.840.113635.100.6.29";
    private const string IntermediateMark = "1.2.840.113635.100.6.2.14";
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string RsaWithSha256 = "1.2.840.113549.1.1.11";
    private const string SigningTime = "1.2.840.113549.1.9.5";
    private const int CertificatesMax = 6;

    private readonly AppleChain _chain = new(roots, LeafMark, IntermediateMark);

    /// <param name="within">How far from now it may have been signed, either way.</param>
    public ApplePayRefusal? Refuse(TokenParts token, DateTimeOffset now, TimeSpan within)
    {
        try
        {
            var signed = token.Signed;
            var cms = new SignedCms(new ContentInfo(signed), detached: true);
            if (!IsOneValue(token.Signature)) return ApplePayRefusal.Malformed;
            cms.Decode(token.Signature);
            var isOne = cms.SignerInfos.Count == 1 && cms.Certificates.Count <= CertificatesMax;
            if (!isOne) return ApplePayRefusal.Malformed;
            return Refuse(token.IsEc, cms.SignerInfos[0], cms.Certificates, now, within);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return ApplePayRefusal.Malformed;
        }
    }

    private ApplePayRefusal? Refuse(
        bool isEc, SignerInfo signer, X509Certificate2Collection certificates, DateTimeOffset now, TimeSpan within)
    {
        if (signer.DigestAlgorithm.Value != Sha256 || !IsOfItsVersion(isEc, signer.SignatureAlgorithm.Value))
            return ApplePayRefusal.WrongAlgorithm;
        if (signer.Certificate is not { } leaf || TimeOf(signer) is not { } at) return ApplePayRefusal.Malformed;

        var check = CheckChain(leaf, certificates);
        if (check.Problem is { } problem) return RefusalOf(problem);
        if (!check.Holds(at)) return ApplePayRefusal.CertificateNotInForce;
        if (!IsSigned(signer)) return ApplePayRefusal.BadSignature;
        return (now - at).Duration() > within ? ApplePayRefusal.StaleSigningTime : null;
    }

    /// <summary>The intermediate is found by its mark: its place in the message means nothing.</summary>
    private ChainCheck CheckChain(X509Certificate2 leaf, X509Certificate2Collection certificates)
    {
        var check = ChainCheck.Wrong(ChainProblem.IntermediateNotMarked);
        foreach (var certificate in certificates)
        {
            if (certificate.Equals(leaf)) continue;
            var tried = _chain.Check(leaf, certificate);
            if (tried.Problem != ChainProblem.IntermediateNotMarked) check = tried;
            if (check.Problem is null) return check;
        }

        return check;
    }

    private static bool IsSigned(SignerInfo signer)
    {
        try
        {
            signer.CheckSignature(verifySignatureOnly: true);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static DateTimeOffset? TimeOf(SignerInfo signer)
    {
        DateTimeOffset? at = null;
        foreach (var attribute in signer.SignedAttributes)
        {
            if (attribute.Oid.Value != SigningTime) continue;
            if (at is not null || attribute.Values is not [Pkcs9SigningTime time]) return null;
            at = new DateTimeOffset(time.SigningTime.ToUniversalTime(), TimeSpan.Zero);
        }

        return at;
    }

    private static bool IsOfItsVersion(bool isEc, string? algorithm) =>
        isEc ? algorithm == EcdsaWithSha256 : algorithm is Rsa or RsaWithSha256;

    /// <summary>One value and nothing after it.</summary>
    private static bool IsOneValue(byte[] signature) =>
        AsnDecoder.TryReadEncodedValue(signature, AsnEncodingRules.BER, out _, out _, out _, out var length)
        && length == signature.Length;

    private static ApplePayRefusal RefusalOf(ChainProblem problem) => problem switch
    {
        ChainProblem.LeafNotMarked => ApplePayRefusal.LeafNotMarked,
        ChainProblem.IntermediateNotMarked => ApplePayRefusal.IntermediateNotMarked,
        ChainProblem.NotUnderTheRoot => ApplePayRefusal.NotUnderTheRoot,
    };
}
