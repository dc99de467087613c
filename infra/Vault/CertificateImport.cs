using Azure.Security.KeyVault.Certificates;

namespace PayFunctions.Infra.Vault;

/// <summary>Brings a merchant's certificate with its private key into the vault: as a new certificate, or as the next
/// version of one, which every running instance picks up by itself.</summary>
internal sealed class CertificateImport(VaultClients clients, VaultCalls calls)
{
    /// <param name="pkcs12">A <see cref="CertificateFile"/> that was checked; the caller clears it.</param>
    /// <returns>The version that the vault gave it.</returns>
    public Task<VaultAnswer<string>> ImportAsync(
        string name, byte[] pkcs12, string? password, CancellationToken cancellation) =>
        calls.AskAsync("import-certificate", async token =>
        {
            var options = new ImportCertificateOptions(name, pkcs12) { Password = password };
            KeyVaultCertificateWithPolicy imported = await clients.Certificates.ImportCertificateAsync(options, token);
            return imported.Properties.Version;
        }, cancellation);
}
