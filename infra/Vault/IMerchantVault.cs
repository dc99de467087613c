namespace PayFunctions.Infra.Vault;

/// <summary>Where merchants' own certificates and secrets are kept: Key Vault certificates with their private keys, and
/// plain secrets.</summary>
/// <remarks>Nothing throws but the caller's own cancellation: what goes wrong is an outcome.</remarks>
public interface IMerchantVault
{
    /// <summary>The enabled versions of one certificate, newest first.</summary>
    Task<VaultAnswer<IReadOnlyList<MerchantCertificateVersion>>> ListVersionsAsync(
        string name, CancellationToken cancellation);

    /// <summary>One version with its private key; the answer's value is the caller's to dispose of.</summary>
    Task<VaultAnswer<MerchantCertificate>> GetCertificateAsync(
        string name, string version, CancellationToken cancellation);

    /// <summary>A plain secret's newest value in UTF-8: a PEM, or the key that wraps a file. The caller disposes of
    /// it.</summary>
    Task<VaultAnswer<SecretBytes>> GetSecretAsync(string name, CancellationToken cancellation);
}
