namespace PayFunctions.Infra.Vault;

/// <summary>One version of a merchant certificate, without its key.</summary>
/// <param name="Version">The vault's own name of it.</param>
public sealed record MerchantCertificateVersion(
    string Name, string Version, DateTimeOffset CreatedAt, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
