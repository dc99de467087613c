using System.Collections.Concurrent;
using Azure;
using Azure.Security.KeyVault.Secrets;

namespace PayFunctions.Infra.Vault;

/// <summary>Public certificates in a Key Vault. They are secrets there: its certificates need private keys.</summary>
internal sealed class KeyVaultCertificates(VaultClients clients, VaultCalls calls, TimeProvider clock) : ICertificateVault
{
    /// <summary>What is there is not looked at again for so long; a vault that has lost it gets it back after that.</summary>
    private static readonly TimeSpan TrustedFor = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (VaultedCertificate Certificate, string Pem, DateTimeOffset Until)>
        _there = new(StringComparer.OrdinalIgnoreCase);

    public string Title => $"Key Vault {clients.Address}";

    public bool IsShared => true;

    public Task<VaultAnswer<IReadOnlyList<VaultedCertificate>>> ListAsync(CancellationToken cancellation) =>
        calls.AskAsync<IReadOnlyList<VaultedCertificate>>("list-certificates", ListedAsync, cancellation);

    public Task<VaultAnswer<string>> GetAsync(string name, CancellationToken cancellation) => calls.AskAsync(
        "get-certificate",
        async token => (await clients.Secrets.GetSecretAsync(name, cancellationToken: token)).Value.Value,
        cancellation);

    public async Task<VaultAnswer<bool>> PutAsync(
        VaultedCertificate certificate, string pem, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_there.TryGetValue(certificate.Name, out var there)
            && there.Certificate == certificate && there.Pem == pem && now < there.Until)
            return new(VaultOutcome.Done, false);
        var put = await calls.AskAsync(
            "put-certificate", token => PutIfOtherAsync(certificate, pem, token), cancellation);
        if (put.IsDone) _there[certificate.Name] = (certificate, pem, now + TrustedFor);
        else _there.TryRemove(certificate.Name, out _);
        return put;
    }

    private async Task<IReadOnlyList<VaultedCertificate>> ListedAsync(CancellationToken cancellation)
    {
        var listed = new List<VaultedCertificate>();
        await foreach (var secret in clients.Secrets.GetPropertiesOfSecretsAsync(cancellation))
        {
            if (secret.ContentType != VaultedCertificate.ContentType || secret.Enabled == false) continue;
            if (VaultTags.Read(secret.Name, secret.Tags) is { } certificate) listed.Add(certificate);
        }

        // What another instance has changed meanwhile, or somebody has taken away, is not as we left it.
        foreach (var (name, there) in _there)
            if (!listed.Contains(there.Certificate)) _there.TryRemove(name, out _);
        return listed;
    }

    /// <summary>Two instances that put the same one at once leave a version more; nothing is lost by it.</summary>
    private async Task<bool> PutIfOtherAsync(
        VaultedCertificate certificate, string pem, CancellationToken cancellation)
    {
        var wanted = VaultTags.Of(certificate);
        if (await FindAsync(certificate.Name, cancellation) is not { } kept || kept.Value != pem)
        {
            var secret = new KeyVaultSecret(certificate.Name, pem);
            secret.Properties.ContentType = VaultedCertificate.ContentType;
            Replace(secret.Properties.Tags, wanted);
            await clients.Secrets.SetSecretAsync(secret, cancellation);
            return true;
        }

        if (Same(kept.Properties.Tags, wanted)) return false;
        Replace(kept.Properties.Tags, wanted);
        await clients.Secrets.UpdateSecretPropertiesAsync(kept.Properties, cancellation);
        return true;
    }

    private async Task<KeyVaultSecret?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await clients.Secrets.GetSecretAsync(name, cancellationToken: cancellation)).Value;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static bool Same(IDictionary<string, string> tags, Dictionary<string, string> wanted) =>
        tags.Count == wanted.Count && wanted.All(tag => tags.TryGetValue(tag.Key, out var value) && value == tag.Value);

    private static void Replace(IDictionary<string, string> tags, Dictionary<string, string> wanted)
    {
        tags.Clear();
        foreach (var (name, value) in wanted) tags[name] = value;
    }
}
