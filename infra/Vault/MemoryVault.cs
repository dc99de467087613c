using System.Collections.Concurrent;

namespace PayFunctions.Infra.Vault;

/// <summary>No vault: what is put is gone with the process, and there is nothing that was not put.</summary>
public sealed class MemoryVault : ICertificateVault, IMerchantVault
{
    private const string NoVault = "Vault:Uri is not set";

    private readonly ConcurrentDictionary<string, (VaultedCertificate Certificate, string Pem)> _kept =
        new(StringComparer.OrdinalIgnoreCase);

    public string Title => "memory only (Vault:Uri is not set): every start asks the providers for their certificates";

    public bool IsShared => false;

    public Task<VaultAnswer<IReadOnlyList<VaultedCertificate>>> ListAsync(CancellationToken cancellation) =>
        Done<IReadOnlyList<VaultedCertificate>>([.. _kept.Values.Select(kept => kept.Certificate)]);

    public Task<VaultAnswer<string>> GetAsync(string name, CancellationToken cancellation) =>
        _kept.TryGetValue(name, out var kept) ? Done(kept.Pem) : NotFound<string>();

    public Task<VaultAnswer<bool>> PutAsync(
        VaultedCertificate certificate, string pem, CancellationToken cancellation)
    {
        var isNew = !_kept.TryGetValue(certificate.Name, out var kept) || kept != (certificate, pem);
        _kept[certificate.Name] = (certificate, pem);
        return Done(isNew);
    }

    public Task<VaultAnswer<IReadOnlyList<MerchantCertificateVersion>>> ListVersionsAsync(
        string name, CancellationToken cancellation) => NotFound<IReadOnlyList<MerchantCertificateVersion>>();

    public Task<VaultAnswer<MerchantCertificate>> GetCertificateAsync(
        string name, string version, CancellationToken cancellation) => NotFound<MerchantCertificate>();

    public Task<VaultAnswer<SecretBytes>> GetSecretAsync(string name, CancellationToken cancellation) =>
        NotFound<SecretBytes>();

    private static Task<VaultAnswer<T>> Done<T>(T value) =>
        Task.FromResult(new VaultAnswer<T>(VaultOutcome.Done, value));

    private static Task<VaultAnswer<T>> NotFound<T>() =>
        Task.FromResult(new VaultAnswer<T>(VaultOutcome.NotFound, Why: NoVault));
}
