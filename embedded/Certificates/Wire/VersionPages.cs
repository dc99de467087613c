namespace Azure.Security.KeyVault.Certificates.Wire;

/// <summary>A certificate's versions, page after page as the vault hands them out.</summary>
internal sealed class VersionPages(VaultPipeline vault, string certificate, CancellationToken cancellation)
    : AsyncPageable<CertificateProperties>(cancellation)
{
    public override async IAsyncEnumerable<Page<CertificateProperties>> AsPages(
        string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            using var message = continuationToken is null
                ? vault.Message($"/certificates/{Uri.EscapeDataString(certificate)}/versions")
                : vault.Next(continuationToken);
            var response = await vault.SendAsync(message, CancellationToken).ConfigureAwait(false);
            var (versions, next) = CertificateJson.ReadPage(response.Content.ToMemory());
            continuationToken = next;
            yield return Page<CertificateProperties>.FromValues(versions, next, response);
        }
        while (continuationToken is not null);
    }
}
