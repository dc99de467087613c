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
            KeyOrigin.Secret or KeyOrigin.WrappedFile => PemAsync(reference, cancellation),
            KeyOrigin.Setting => throw new ArgumentException("The setting is the key.", nameof(reference)),
        };

    /// <summary>The bytes that the reference names: a secret's value, what a file holds, or a certificate with its
    /// private key as PEM. The caller disposes of them.</summary>
    public Task<VaultAnswer<SecretBytes>> FindBytesAsync(KeyReference reference, CancellationToken cancellation) =>
        reference.Origin switch
        {
            KeyOrigin.Certificate => CertificateKeyAsync(reference.Name, cancellation),
            KeyOrigin.Secret => vault.GetSecretAsync(reference.Name, cancellation),
            KeyOrigin.WrappedFile => FileAsync(reference.Name, cancellation),
            KeyOrigin.Setting => throw new ArgumentException("The setting is the value.", nameof(reference)),
        };

    private async Task<VaultAnswer<LoadedKey?>> CertificateAsync(
        string name, string? known, CancellationToken cancellation)
    {
        var newest = await NewestAsync(name, cancellation);
        if (!newest.IsDone) return Missing(newest.Outcome, newest.Why);
        if (newest.Value!.Version == known) return new(VaultOutcome.Done);

        var found = await vault.GetCertificateAsync(name, newest.Value.Version, cancellation);
        if (!found.IsDone) return Missing(found.Outcome, found.Why);
        using var certificate = found.Value!;
        return Found(PemKeys.Read(certificate));
    }

    private async Task<VaultAnswer<SecretBytes>> CertificateKeyAsync(string name, CancellationToken cancellation)
    {
        var newest = await NewestAsync(name, cancellation);
        if (!newest.IsDone) return new(newest.Outcome, Why: newest.Why);
        var found = await vault.GetCertificateAsync(name, newest.Value!.Version, cancellation);
        if (!found.IsDone) return new(found.Outcome, Why: found.Why);
        using var certificate = found.Value!;
        return new(VaultOutcome.Done, PemKeys.ToPem(certificate.PrivateKey, certificate.Certificate));
    }

    private async Task<VaultAnswer<MerchantCertificateVersion>> NewestAsync(
        string name, CancellationToken cancellation)
    {
        var versions = await vault.ListVersionsAsync(name, cancellation);
        if (!versions.IsDone) return new(versions.Outcome, Why: versions.Why);
        var now = clock.GetUtcNow();
        return versions.Value!.FirstOrDefault(one => one.NotBefore <= now && now <= one.NotAfter) is { } newest
            ? new(VaultOutcome.Done, newest)
            : new(VaultOutcome.NotFound, Why: "no version of it is in force");
    }

    private async Task<VaultAnswer<LoadedKey?>> PemAsync(KeyReference reference, CancellationToken cancellation)
    {
        var found = await FindBytesAsync(reference, cancellation);
        if (!found.IsDone) return Missing(found.Outcome, found.Why);
        using var pem = found.Value!;
        return Found(PemKeys.Read(pem));
    }

    private async Task<VaultAnswer<SecretBytes>> FileAsync(string path, CancellationToken cancellation)
    {
        WrappedKeyFile? file;
        try
        {
            file = WrappedKeyFile.Read(await File.ReadAllBytesAsync(path, cancellation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(VaultOutcome.NotFound, Why: $"the file can't be read: {e.GetType().Name}");
        }

        if (file is null) return new(VaultOutcome.Unreadable, Why: "the file is not a sealed key");
        var found = await vault.GetSecretAsync(file.Key, cancellation);
        if (!found.IsDone) return found;
        using var key = found.Value!;
        return file.Open(key) is { } opened
            ? new(VaultOutcome.Done, opened)
            : new(VaultOutcome.Unreadable, Why: $"the secret {file.Key} does not open the file");
    }

    private static VaultAnswer<LoadedKey?> Found(LoadedKey? key) => key is null
        ? Missing(VaultOutcome.Unreadable, "there is no RSA private key in it")
        : new(VaultOutcome.Done, key);

    private static VaultAnswer<LoadedKey?> Missing(VaultOutcome outcome, string? why) => new(outcome, null, why);
}
