using Azure.Security.KeyVault.Secrets;

namespace PayFunctions.Infra.Vault;

/// <summary>Merchants' own certificates and secrets in a Key Vault.</summary>
/// <remarks>A certificate's private key is in the secret of the same name and version.</remarks>
internal sealed class KeyVaultMerchants(VaultClients clients, VaultCalls calls, LastGoodSecrets lastGood)
    : IMerchantVault
{
    public async Task<VaultAnswer<IReadOnlyList<MerchantCertificateVersion>>> ListVersionsAsync(
        string name, CancellationToken cancellation)
    {
        var answer = await calls.AskAsync("list-versions", token => VersionsAsync(name, token), cancellation);
        return answer is { IsDone: true, Value: [] }
            ? new(VaultOutcome.NotFound, Why: "there is no enabled version")
            : answer;
    }

    public Task<VaultAnswer<MerchantCertificate>> GetCertificateAsync(
        string name, string version, CancellationToken cancellation) =>
        calls.AskAsync("get-merchant-certificate", token => ReadAsync(name, version, token), cancellation);

    public Task<VaultAnswer<SecretBytes>> GetSecretAsync(string name, CancellationToken cancellation) =>
        lastGood.GetAsync(name, token => calls.AskAsync("get-secret", ask => AskAsync(name, ask), token), cancellation);

    private async Task<IReadOnlyList<MerchantCertificateVersion>> VersionsAsync(
        string name, CancellationToken cancellation)
    {
        var versions = new List<MerchantCertificateVersion>();
        await foreach (var one in clients.Certificates.GetPropertiesOfCertificateVersionsAsync(name, cancellation))
        {
            if (one.Enabled == false) continue;
            if (one is { CreatedOn: { } created, NotBefore: { } notBefore, ExpiresOn: { } notAfter })
                versions.Add(new(name, one.Version, created, notBefore, notAfter));
        }

        // The vault lists them in no order, and tells their age in whole seconds.
        return [.. versions.OrderByDescending(one => one.CreatedAt).ThenByDescending(one => one.NotBefore)];
    }

    private async Task<MerchantCertificate> ReadAsync(string name, string version, CancellationToken cancellation)
    {
        KeyVaultSecret secret = await clients.Secrets.GetSecretAsync(name, version, cancellation);
        var (certificate, key) = PrivateKeys.Read(secret.Value, secret.Properties.ContentType);
        using (certificate)
        {
            var (from, to) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
            var created = secret.Properties.CreatedOn ?? from;
            return new(new(name, secret.Properties.Version, created, from, to), certificate.SerialNumber, key, certificate.RawData);
        }
    }

    private async Task<SecretBytes> AskAsync(string name, CancellationToken cancellation)
    {
        KeyVaultSecret secret = await clients.Secrets.GetSecretAsync(name, cancellationToken: cancellation);
        return PrivateKeys.Bytes(secret.Value);
    }
}
