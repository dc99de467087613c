using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PayFunctions.Sandbox.Apple;

/// <summary>What a signing chain is to be; the default is one that Apple would make.</summary>
public sealed record ChainPlan
{
    /// <summary>The extension that marks the leaf; null: none.</summary>
    public string? LeafMark { get; init; } = AppleAuthority.AppStoreLeafMark;

    public string? IntermediateMark { get; init; } = AppleAuthority.AppStoreIntermediateMark;

    /// <summary>False: the intermediate's certificate is no authority's.</summary>
    public bool IntermediateIsAuthority { get; init; } = true;

    public ECCurve LeafCurve { get; init; } = ECCurve.NamedCurves.nistP256;

    /// <summary>The leaf has an RSA key instead.</summary>
    public bool LeafIsRsa { get; init; }

    public TimeSpan ValidFor { get; init; } = TimeSpan.FromDays(700);

    public TimeSpan ValidSince { get; init; } = TimeSpan.FromDays(30);
}

/// <summary>An authority like Apple's, with a root of its own made at the start: nobody outside trusts it.</summary>
public sealed class AppleAuthority : IDisposable
{
    public const string AppStoreLeafMark = "1.2.840.113635.100.6.11.1";
    public const string AppStoreIntermediateMark = "1.2.840.113635.100.6.2.1";
    public const string PaymentLeafMark = "1.2.840.113635.100.6.29";
    public const string PaymentIntermediateMark = "1.2.840.113635.100.6.2.14";

    private static readonly byte[] Null = [0x05, 0x00];

    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly DateTimeOffset _now;

    public AppleAuthority(DateTimeOffset now)
    {
        _now = now;
        var request = new CertificateRequest(
            "CN=Sandbox Root CA - G3, O=Sandbox", _rootKey, HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        Root = request.CreateSelfSigned(now.AddYears(-10), now.AddYears(15));
    }

    public X509Certificate2 Root { get; }

    public string RootPem => Root.ExportCertificatePem();

    /// <summary>A chain under this root.</summary>
    public SigningChain Issue(ChainPlan plan)
    {
        using var intermediateKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var intermediate = new CertificateRequest(
            "CN=Sandbox Intermediate, O=Sandbox", intermediateKey, HashAlgorithmName.SHA384);
        intermediate.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(plan.IntermediateIsAuthority, false, 0, true));
        Mark(intermediate, plan.IntermediateMark);
        var signedIntermediate = intermediate.Create(
            Root.SubjectName, X509SignatureGenerator.CreateForECDsa(_rootKey), _now.AddYears(-3), _now.AddYears(7),
            RandomNumberGenerator.GetBytes(8));

        var key = plan.LeafIsRsa ? (AsymmetricAlgorithm)RSA.Create(2048) : ECDsa.Create(plan.LeafCurve);
        var leaf = LeafRequest(key);
        leaf.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        leaf.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        Mark(leaf, plan.LeafMark);
        var from = _now - plan.ValidSince;
        var signedLeaf = leaf.Create(
            signedIntermediate.SubjectName, X509SignatureGenerator.CreateForECDsa(intermediateKey), from,
            from + plan.ValidFor, RandomNumberGenerator.GetBytes(8));
        return new(key, signedLeaf, signedIntermediate, Root);
    }

    /// <summary>A payment processing certificate of a merchant's key, from an hour ago on.</summary>
    public X509Certificate2 IssueProcessing(PayTo to, TimeSpan validFor)
    {
        var request = new CertificateRequest(
            new X500DistinguishedName($"CN=Apple Pay Payment Processing:{to.MerchantIdentifier}"), new PublicKey(to.Key),
            HashAlgorithmName.SHA256);
        var from = _now.AddHours(-1);
        return request.Create(
            Root.SubjectName, X509SignatureGenerator.CreateForECDsa(_rootKey), from, from + validFor,
            RandomNumberGenerator.GetBytes(8));
    }

    public void Dispose()
    {
        Root.Dispose();
        _rootKey.Dispose();
    }

    private static CertificateRequest LeafRequest(AsymmetricAlgorithm key)
    {
        const string Name = "CN=Sandbox Signing, O=Sandbox";
        return key is RSA rsa
            ? new CertificateRequest(Name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(Name, (ECDsa)key, HashAlgorithmName.SHA256);
    }

    private static void Mark(CertificateRequest request, string? mark)
    {
        if (mark is not null) request.CertificateExtensions.Add(new X509Extension(mark, Null, critical: false));
    }
}
