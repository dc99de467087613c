using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Who signs to one merchant. A message brings its certificate along, as a stranger's would, so each has to lead
/// to the configured root and to bear UnionPay's name.</summary>
/// <remarks>
/// The last ones that did are kept, and found again by comparing their bytes: parsing and the chain are paid for once. Only
/// what leads to the root gets in there, so no stranger can fill it. Strangers' are remembered beside them, for a moment.
/// </remarks>
internal sealed class TrustedSigners(IssuerChain chain, string signerName)
{
    private const int Kept = 8;
    private const int TextBytesMax = 8 * 1024;
    private const string Label = "CERTIFICATE";
    private const string CommonName = "2.5.4.3";

    /// <summary>CN <c>041@Z12@00040000:SIGN@00000062</c>: the third part says whose it is.</summary>
    private const int NamePart = 2;

    private readonly RefusedBefore<UnionPayRefusal> _refused = new();
    private volatile TrustedSigner[] _known = [];

    /// <param name="text">The <c>signPubKeyCert</c>: PEM, decoded from the form.</param>
    /// <param name="whyNot">With null only.</param>
    public TrustedSigner? Find(ReadOnlySpan<byte> text, DateTimeOffset now, out UnionPayRefusal whyNot)
    {
        whyNot = UnionPayRefusal.CertificateNotInForce;
        foreach (var known in _known)
            if (text.SequenceEqual(known.Text)) return known.Holds(now) ? known : null;

        if (_refused.Knows(text, now, out var before))
        {
            whyNot = before.Value;
            return null;
        }

        if (Read(text, out whyNot) is not { } signer)
        {
            _refused.Add(text, whyNot, now);
            return null;
        }

        if (!signer.Holds(now))
        {
            whyNot = UnionPayRefusal.CertificateNotInForce;
            return null;
        }
        _known = [signer, .. _known.Take(Kept - 1)];
        return signer;
    }

    private TrustedSigner? Read(ReadOnlySpan<byte> text, out UnionPayRefusal whyNot)
    {
        whyNot = UnionPayRefusal.UnreadableCertificate;
        if (text.Length is 0 or > TextBytesMax || !Ascii.IsValid(text)) return null;
        try
        {
            using var certificate = Parse(Encoding.ASCII.GetString(text));
            if (certificate is null) return null;
            whyNot = UnionPayRefusal.UntrustedCertificate;
            if (chain.Find(certificate) is not { } life) return null;
            whyNot = UnionPayRefusal.OtherSigner;
            if (!IsOfUnionPay(certificate)) return null;
            whyNot = UnionPayRefusal.UntrustedCertificate;
            using var key = certificate.GetRSAPublicKey();
            return key is { KeySize: >= SignatureKey.BitsMin and <= SignatureKey.BitsMax } && MaySign(certificate)
                ? new(text.ToArray(), new(key), life)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>One certificate and nothing around it but line ends.</summary>
    private static X509Certificate2? Parse(string text)
    {
        if (!PemEncoding.TryFind(text, out var found) || text[found.Label] != Label) return null;
        var (start, end) = (found.Location.Start.Value, found.Location.End.Value);
        if (text.AsSpan(0, start).Trim().Length > 0 || text.AsSpan(end).Trim().Length > 0) return null;
        return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text[found.Base64Data]));
    }

    private bool IsOfUnionPay(X509Certificate2 certificate)
    {
        string? name = null;
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (part.HasMultipleElements) return false;
            if (part.GetSingleElementType().Value != CommonName) continue;
            if (name is not null) return false; // Which of two names counts depends on who reads it.
            name = part.GetSingleElementValue() ?? "";
        }
        var parts = name?.Split('@') ?? [];
        return parts.Length > NamePart && parts[NamePart] == signerName;
    }

    private static bool MaySign(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is not { } usage
            || usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature);
}
