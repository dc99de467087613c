namespace PayFunctions.Infra.Vault;

/// <summary>Where public certificates are kept, so that a cold instance starts without asking the
/// provider.</summary>
/// <remarks>Nothing throws but the caller's own cancellation: what goes wrong is an outcome.</remarks>
public interface ICertificateVault
{
    /// <summary>What it is, for the report at start: <c>Key Vault https://…</c>.</summary>
    string Title { get; }

    /// <summary>Whether other instances, and this one after a restart, find what was put here.</summary>
    bool IsShared { get; }

    /// <summary>Every certificate this app has put, by its tags: few requests, no secret's value.</summary>
    Task<VaultAnswer<IReadOnlyList<VaultedCertificate>>> ListAsync(CancellationToken cancellation);

    /// <summary>The newest version's PEM.</summary>
    Task<VaultAnswer<string>> GetAsync(string name, CancellationToken cancellation);

    /// <summary>Keeps the PEM under the certificate's name with its tags. Safe to repeat: the same PEM again makes no
    /// version, and only mends the tags that differ.</summary>
    /// <returns>Whether anything was written.</returns>
    Task<VaultAnswer<bool>> PutAsync(VaultedCertificate certificate, string pem, CancellationToken cancellation);
}
