using System.Security.Cryptography.X509Certificates;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Whether a platform certificate was issued by the configured authority.</summary>
/// <remarks>Without one nothing is refused: that the APIv3 key opened the certificate is then the whole
/// proof.</remarks>
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

    /// <returns>Null where it chains to one of them.</returns>
    public string? Refuse(X509Certificate2 certificate, DateTimeOffset now)
    {
        if (!IsConfigured) return null;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        // Its own dates are looked at apart: one that is not in force yet may be prepared.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate) ? null : "it was not issued by the configured authority";
    }
}
