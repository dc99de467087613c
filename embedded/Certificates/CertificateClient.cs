#nullable disable

using Azure.Core;
using Azure.Security.KeyVault.Certificates.Wire;

namespace Azure.Security.KeyVault.Certificates;

/// <summary>The certificates of a Key Vault, over its REST protocol.</summary>
public class CertificateClient
{
    private readonly VaultPipeline _vault;

    protected CertificateClient()
    {
    }

    public CertificateClient(Uri vaultUri, TokenCredential credential, CertificateClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(vaultUri);
        ArgumentNullException.ThrowIfNull(credential);
        _vault = new(vaultUri, credential, options ?? new());
    }

    public virtual async Task<Response<KeyVaultCertificateWithPolicy>> GetCertificateAsync(
        string certificateName, CancellationToken cancellationToken = default)
    {
        using var message = _vault.Message(RequestMethod.Get, Path(certificateName));
        return await ReadAsync<KeyVaultCertificateWithPolicy>(message, cancellationToken).ConfigureAwait(false);
    }

    public virtual async Task<Response<KeyVaultCertificate>> GetCertificateVersionAsync(
        string certificateName, string version, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        using var message = _vault.Message(RequestMethod.Get, Path(certificateName, version));
        return await ReadAsync<KeyVaultCertificate>(message, cancellationToken).ConfigureAwait(false);
    }

    /// <remarks>Disabled versions are among them; the order is the vault's own.</remarks>
    public virtual AsyncPageable<CertificateProperties> GetPropertiesOfCertificateVersionsAsync(
        string certificateName, CancellationToken cancellationToken = default) =>
        new VersionPages(_vault, Path(certificateName, "versions"), cancellationToken);

    public virtual async Task<Response<KeyVaultCertificateWithPolicy>> ImportCertificateAsync(
        ImportCertificateOptions importCertificateOptions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(importCertificateOptions);
        var path = Path(importCertificateOptions.Name, "import");
        using var message = _vault.Message(RequestMethod.Post, path);
        VaultPipeline.SetJson(message, CertificateJson.OfImport(importCertificateOptions));
        return await ReadAsync<KeyVaultCertificateWithPolicy>(message, cancellationToken).ConfigureAwait(false);
    }

    /// <remarks>Changes whether it is enabled, and its tags; nothing else of a version can change.</remarks>
    public virtual async Task<Response<KeyVaultCertificate>> UpdateCertificatePropertiesAsync(
        CertificateProperties properties, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(properties);
        using var message = _vault.Message(RequestMethod.Patch, Path(properties.Name, properties.Version));
        VaultPipeline.SetJson(message, CertificateJson.OfUpdate(properties));
        return await ReadAsync<KeyVaultCertificate>(message, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Response<T>> ReadAsync<T>(HttpMessage message, CancellationToken cancellation)
        where T : KeyVaultCertificate
    {
        var response = await _vault.SendAsync(message, cancellation).ConfigureAwait(false);
        return Response.FromValue((T)(KeyVaultCertificate)CertificateJson.Read(response.Content.ToMemory()), response);
    }

    private static string Path(string name, string below = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, "certificateName");
        var path = $"/certificates/{Uri.EscapeDataString(name)}";
        return below is null ? path : $"{path}/{Uri.EscapeDataString(below)}";
    }
}
