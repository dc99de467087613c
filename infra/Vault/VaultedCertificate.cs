using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Vault;

/// <summary>What the vault tells of a public certificate without handing it out: its name and its tags.</summary>
/// <param name="Name">Letters, digits and hyphens, at most 127: <c>wechatpay-1900000001-5157F09E…</c>.</param>
/// <param name="Account">Whose it is: <c>wechatpay/1900000001</c>; the tag <c>account</c>.</param>
/// <param name="Purpose">The tag <c>purpose</c>.</param>
/// <param name="Serial">Hex digits; the tag <c>serial</c>.</param>
/// <param name="NotBefore">The tag <c>notBefore</c>, RFC 3339 UTC.</param>
/// <param name="NotAfter">The tag <c>notAfter</c>, RFC 3339 UTC.</param>
/// <param name="State">The tag <c>state</c>.</param>
/// <param name="SupersededAt">The tag <c>supersededAt</c>; absent while it is not superseded.</param>
/// <param name="RevokedAt">The tag <c>revokedAt</c>; absent unless an operator has revoked it.</param>
public sealed record VaultedCertificate(
    string Name, string Account, CertificatePurpose Purpose, string Serial, DateTimeOffset NotBefore,
    DateTimeOffset NotAfter, CertificateState State, DateTimeOffset? SupersededAt = null,
    DateTimeOffset? RevokedAt = null)
{
    /// <summary>The secret's content type.</summary>
    public const string ContentType = "application/x-pem-file";
}
