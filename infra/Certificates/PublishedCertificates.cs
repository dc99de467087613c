using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Certificates;

/// <summary>Takes in what is in the vault, whenever its published version is another than the one read last.</summary>
internal sealed class PublishedCertificates(
    FrozenDictionary<string, AccountRenewal> accounts, ICertificateVault vault, IRenewalBoard board, ILogger log)
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<string, VaultedCertificate> _known = new(StringComparer.OrdinalIgnoreCase);
    private string? _seen;
    private bool _isRead;
    private string? _problem;

    /// <summary>Why the vault was not read when it last had to be; null where it was.</summary>
    public string? Problem => Volatile.Read(ref _problem);

    public Task ReadAsync(CancellationToken cancellation) =>
        ReadAsync(() => VersionAsync(cancellation), cancellation);

    /// <summary>The same for who knows the version already.</summary>
    public Task ReadAsync(string? version, CancellationToken cancellation) =>
        ReadAsync(() => Task.FromResult(version), cancellation);

    /// <summary>We have published it ourselves, under the lease: where nothing unread was there before, there is nothing
    /// to read now.</summary>
    public async Task SkipAsync(string? before, string published, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        if (_isRead && _seen == before) _seen = published;
        _one.Release();
    }

    private async Task ReadAsync(Func<Task<string?>> ask, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            // The vault is read at the start whatever the board says, and even if it says nothing.
            var version = await ask();
            if (_isRead && version == _seen) return;
            if (!await LoadAsync(cancellation)) return; // Tried again at the next look.
            (_seen, _isRead) = (version, true);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<string?> VersionAsync(CancellationToken cancellation)
    {
        try
        {
            return await board.VersionAsync(cancellation);
        }
        catch (Exception e) when (StorageAway.Is(e) && !cancellation.IsCancellationRequested)
        {
            Log.BoardAway(log, e);
            return _seen;
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var listed = await vault.ListAsync(cancellation);
        if (!listed.IsDone)
        {
            NotRead(vault.Title, $"{listed.Outcome}, {listed.Why}");
            return false;
        }

        var isWhole = true;
        foreach (var of in listed.Value!.GroupBy(certificate => certificate.Account))
        {
            if (accounts.GetValueOrDefault(of.Key) is { } account) isWhole &= await LoadAsync(account, of, cancellation);
        }

        if (isWhole) Volatile.Write(ref _problem, null);
        return isWhole;
    }

    private void NotRead(string what, string why)
    {
        Volatile.Write(ref _problem, why);
        Log.VaultNotRead(log, what, why);
    }

    private async Task<bool> LoadAsync(
        AccountRenewal account, IEnumerable<VaultedCertificate> kept, CancellationToken cancellation)
    {
        var isWhole = true;
        var loaded = new List<(VaultedCertificate Tags, ProviderCertificate Certificate)>();
        foreach (var tags in kept.Where(tags => _known.GetValueOrDefault(tags.Name) != tags))
        {
            var pem = account.Pem(tags.Serial) is { } known
                ? new VaultAnswer<string>(VaultOutcome.Done, known)
                : await vault.GetAsync(tags.Name, cancellation);
            isWhole &= pem.IsDone;
            if (pem.IsDone)
                loaded.Add((tags, new(tags.Serial, tags.NotBefore, tags.NotAfter, pem.Value!, tags.SupersededAt, tags.RevokedAt)));
            else NotRead(tags.Name, $"{pem.Outcome}, {pem.Why}");
        }

        if (loaded.Count == 0) return isWhole;
        account.Remember(loaded.Select(one => one.Certificate));
        foreach (var why in account.Certificates.Load([.. loaded.Select(one => one.Certificate)]))
            Log.NotLoaded(log, account.Account, why);
        foreach (var (tags, _) in loaded) _known[tags.Name] = tags;
        Log.Loaded(log, account.Account, loaded.Count);
        return isWhole;
    }
}
