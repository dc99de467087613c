#nullable disable

using System.Security.Cryptography;
using Azure.Core;
using Azure.Security.KeyVault.Certificates.Wire;

namespace Azure.Security.KeyVault.Certificates;

/// <summary>The certificates of a Key Vault, over its REST protocol: which versions there are of one, and the import of the
/// next.</summary>
/// <remarks>The certificate itself, with its private key, is the secret of the same name and version.</remarks>
public class CertificateClient
{
    private readonly VaultPipeline _vault;

    public CertificateClient(Uri vaultUri, TokenCredential credential, CertificateClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(vaultUri);
        ArgumentNullException.ThrowIfNull(credential);
        _vault = new(vaultUri, credential, options ?? new());
    }

    /// <remarks>Disabled versions are among them; the order is the vault's own.</remarks>
    public virtual AsyncPageable<CertificateProperties> GetPropertiesOfCertificateVersionsAsync(
        string certificateName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(certificateName);
        return new VersionPages(_vault, certificateName, cancellationToken);
    }

    public virtual async Task<Response<KeyVaultCertificateWithPolicy>> ImportCertificateAsync(
        ImportCertificateOptions importCertificateOptions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(importCertificateOptions);
        var body = CertificateJson.OfImport(importCertificateOptions);
        try
        {
            using var message = _vault.Import(importCertificateOptions.Name, body);
            var response = await _vault.SendAsync(message, cancellationToken).ConfigureAwait(false);
            return Response.FromValue(
                new KeyVaultCertificateWithPolicy(CertificateJson.Read(response.Content.ToMemory())), response);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }
}
