namespace PayFunctions.Infra.Vault;

/// <summary>Finds the private key that a reference names.</summary>
public sealed class NamedKeys(IMerchantVault vault, TimeProvider clock)
{
    /// <param name="known">The fingerprint of what the caller has: a vault's certificate is not fetched again for
    /// it.</param>
    /// <returns>Done with null: it is the one that is known.</returns>
    public Task<VaultAnswer<LoadedKey?>> FindAsync(
        KeyReference reference, string? known, CancellationToken cancellation) => reference.Origin switch
        {
            KeyOrigin.Certificate => CertificateAsync(reference.Name, known, cancellation),
            KeyOrigin.Secret => SecretAsync(reference.Name, cancellation),
            KeyOrigin.WrappedFile => FileAsync(reference.Name, cancellation),
            KeyOrigin.Setting => throw new ArgumentException("The setting is the key.", nameof(reference)),
        };

    private async Task<VaultAnswer<LoadedKey?>> CertificateAsync(
        string name, string? known, CancellationToken cancellation)
    {
        var versions = await vault.ListVersionsAsync(name, cancellation);
        if (!versions.IsDone) return Missing(versions.Outcome, versions.Why);
        var now = clock.GetUtcNow();
        var newest = versions.Value!.FirstOrDefault(one => one.NotBefore <= now && now <= one.NotAfter);
        if (newest is null) return Missing(VaultOutcome.NotFound, "no version of it is in force");
        if (newest.Version == known) return new(VaultOutcome.Done);

        var found = await vault.GetCertificateAsync(name, newest.Version, cancellation);
        if (!found.IsDone) return Missing(found.Outcome, found.Why);
        using var certificate = found.Value!;
        return Found(PemKeys.Read(certificate));
    }

    private async Task<VaultAnswer<LoadedKey?>> SecretAsync(string name, CancellationToken cancellation)
    {
        var found = await vault.GetSecretAsync(name, cancellation);
        if (!found.IsDone) return Missing(found.Outcome, found.Why);
        using var pem = found.Value!;
        return Found(PemKeys.Read(pem));
    }

    private async Task<VaultAnswer<LoadedKey?>> FileAsync(string path, CancellationToken cancellation)
    {
        WrappedKeyFile? file;
        try
        {
            file = WrappedKeyFile.Read(await File.ReadAllBytesAsync(path, cancellation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Missing(VaultOutcome.NotFound, $"the file can't be read: {e.GetType().Name}");
        }

        if (file is null) return Missing(VaultOutcome.Unreadable, "the file is not a sealed key");
        var found = await vault.GetSecretAsync(file.Key, cancellation);
        if (!found.IsDone) return Missing(found.Outcome, found.Why);
        using var key = found.Value!;
        using var pem = file.Open(key);
        return pem is null
            ? Missing(VaultOutcome.Unreadable, $"the secret {file.Key} does not open the file")
            : Found(PemKeys.Read(pem));
    }

    private static VaultAnswer<LoadedKey?> Found(LoadedKey? key) => key is null
        ? Missing(VaultOutcome.Unreadable, "there is no RSA private key in it")
        : new(VaultOutcome.Done, key);

    private static VaultAnswer<LoadedKey?> Missing(VaultOutcome outcome, string? why) => new(outcome, null, why);
}
