using System.Security.Cryptography.X509Certificates;

namespace PayFunctions.Infra.Cryptography;

/// <summary>Whether a certificate was issued by the configured authorities, straight or by others between.</summary>
/// <remarks>Without one nothing is refused. Dates are looked at apart: a certificate that is not in force yet may be
/// prepared.</remarks>
internal sealed class IssuerCheck(X509Certificate2Collection authorities)
{
    public static IssuerCheck None { get; } = new([]);

    public bool IsConfigured => authorities.Count > 0;

    /// <exception cref="System.Security.Cryptography.CryptographicException">It is not PEM of certificates.</exception>
    public static IssuerCheck Of(string? pem)
    {
        if (string.IsNullOrWhiteSpace(pem)) return None;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(Pem.Unescape(pem));
        return new(authorities);
    }

    /// <param name="between">What may stand between the certificate and an authority; none of it is trusted for
    /// that.</param>
    /// <returns>Null where it chains to one of them.</returns>
    public string? Refuse(
        X509Certificate2 certificate, DateTimeOffset now, X509Certificate2Collection? between = null) =>
        !IsConfigured || Check(certificate, now, between) == IssuerVerdict.Issued
            ? null
            : "it was not issued by the configured authority";

    /// <summary>The same, telling a chain that ends elsewhere from one that just ends.</summary>
    public IssuerVerdict Check(
        X509Certificate2 certificate, DateTimeOffset now, X509Certificate2Collection? between = null)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        if (between is not null) chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        if (chain.Build(certificate)) return IssuerVerdict.Issued;
        const X509ChainStatusFlags Harmless = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotTimeValid;
        return chain.ChainStatus.All(status => (status.Status & ~Harmless) == 0)
            ? IssuerVerdict.IssuerMissing
            : IssuerVerdict.NotIssued;
    }
}

/// <summary>How a certificate stands to the configured authorities.</summary>
internal enum IssuerVerdict
{
    Issued,

    /// <summary>A certificate between is not at hand: nothing speaks against it, and nothing for it.</summary>
    IssuerMissing,

    /// <summary>It leads elsewhere, or a signature on the way is wrong.</summary>
    NotIssued,
}
