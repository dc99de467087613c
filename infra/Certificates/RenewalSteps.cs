using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Certificates;

/// <summary>The steps of one account's renewal: ask, verify, prepare, keep, promote.</summary>
internal sealed class RenewalSteps(
    ICertificateVault vault, IOptionsMonitor<CertificateOptions> options, TimeProvider clock, ILogger log)
{
    /// <summary>Never throws but on cancellation or a bug; the account remembers what became of it.</summary>
    /// <param name="audit">Takes a row a step; shared by the accounts of a batch.</param>
    /// <remarks>What an operator revokes is revoked by what the provider says now, or said last where it does not
    /// answer.</remarks>
    public async Task<Renewal> RenewAsync(
        AccountRenewal account, List<AuditEntry> audit, CancellationToken cancellation)
    {
        var renewal = await ListAsync(account, audit, cancellation);
        return account.Revokes is { } serial
            ? renewal with { Revoked = await RevokeAsync(account, serial, audit, cancellation) }
            : renewal;
    }

    private async Task<Renewal> ListAsync(
        AccountRenewal account, List<AuditEntry> audit, CancellationToken cancellation)
    {
        var (now, settings) = (clock.GetUtcNow(), options.CurrentValue);
        if (IsDoneByAnother(account, now, settings)) return new(account.Account, RenewalOutcome.TooSoon);
        var listed = account.Unkept(now, settings.RefreshEvery);
        if (listed is null)
        {
            var download = await account.Certificates.DownloadAsync(cancellation);
            if (download.Outcome != DownloadOutcome.Read) return NotRead(account, download, audit);
            listed = download.Certificates;
            account.Remember(listed);
            account.Certificates.Prepare(listed);
            Audit(audit, account, AuditStep.Downloaded, null, $"{listed.Count} certificates");
        }

        return await KeepAsync(account, listed, audit, cancellation);
    }

    /// <summary>While we waited for the lease, another instance may have done it: its status came with the
    /// lease.</summary>
    private static bool IsDoneByAnother(AccountRenewal account, DateTimeOffset now, CertificateOptions settings) =>
        account.Trigger switch
        {
            RenewalTrigger.Policy or RenewalTrigger.Timer =>
                account.Decide(now, settings).Action == RenewalAction.Nothing,
            RenewalTrigger.UnknownSerial => // It may have come out of the vault while we waited.
                !account.Certificates.IsSerialWanted || account.IsTooSoon(now, settings),
            RenewalTrigger.Operator => account.IsTooSoon(now, settings),
        };

    private Renewal NotRead(AccountRenewal account, Download download, List<AuditEntry> audit)
    {
        if (download.Outcome == DownloadOutcome.NotOffered)
        {
            account.Succeeded(clock.GetUtcNow(), isRenewed: false);
            Audit(audit, account, AuditStep.NotOffered, null, download.Why);
            CertificateMeters.Ended(account.Certificates.Purpose, "not-offered", "");
            return new(account.Account, RenewalOutcome.NotOffered, download.Why);
        }

        return Failed(account, download.Code!, download.Why!, AuditStep.Refused, audit);
    }

    private async Task<Renewal> KeepAsync(
        AccountRenewal account, IReadOnlyList<ProviderCertificate> listed, List<AuditEntry> audit,
        CancellationToken cancellation)
    {
        foreach (var certificate in listed)
        {
            var put = await vault.PutAsync(
                Vaulted(account, certificate), certificate.Pem, cancellation);
            if (!put.IsDone)
            {
                account.CouldNotKeep(listed, clock.GetUtcNow());
                var code = $"vault-{put.Outcome.ToString().ToLowerInvariant()}";
                var why = $"the vault did not take it: {put.Outcome}, {put.Why}";
                return Failed(account, code, why, AuditStep.NotKept, audit);
            }

            if (put.Value) Audit(audit, account, AuditStep.Kept, certificate.Serial, null);
        }

        var before = account.Certificates.Watched;
        account.Certificates.Promote(listed);
        await TellChangesAsync(account, before, audit, cancellation);
        account.Succeeded(clock.GetUtcNow(), isRenewed: true);
        CertificateMeters.Ended(account.Certificates.Purpose, "renewed", "");
        return new(account.Account, RenewalOutcome.Renewed);
    }

    /// <summary>What is superseded is told to the vault too: a cold instance must not use it for longer.</summary>
    private async Task TellChangesAsync(
        AccountRenewal account, IReadOnlyCollection<WatchedCertificate> before, List<AuditEntry> audit,
        CancellationToken cancellation)
    {
        var known = before.ToDictionary(one => one.Serial, StringComparer.OrdinalIgnoreCase);
        foreach (var now in account.Certificates.Watched)
        {
            var was = known.GetValueOrDefault(now.Serial);
            if (now.SupersededAt is null && was is not { IsKept: true })
            {
                Log.Promoted(log, account.Account, now.Serial, now.NotAfter);
                Audit(audit, account, AuditStep.Promoted, now.Serial, null);
            }

            if (now.SupersededAt is not { } at || was?.SupersededAt is not null) continue;
            Log.Superseded(log, account.Account, now.Serial, options.CurrentValue.Overlap);
            Audit(audit, account, AuditStep.Superseded, now.Serial, null);
            if (account.Pem(now.Serial) is not { } pem) continue;
            var put = await vault.PutAsync(
                Vaulted(account, new(now.Serial, now.NotBefore, now.NotAfter, pem, at)), pem, cancellation);
            if (!put.IsDone) Log.NotKept(log, account.Account, now.Serial, $"{put.Outcome}, {put.Why}");
        }
    }

    private async Task<Revocation> RevokeAsync(
        AccountRenewal account, string serial, List<AuditEntry> audit, CancellationToken cancellation)
    {
        var was = account.Certificates.Watched.FirstOrDefault(
            one => one.Serial.Equals(serial, StringComparison.OrdinalIgnoreCase));
        var outcome = account.Certificates.Revoke(serial);
        if (outcome != Revocation.Dropped || was is null) return outcome;
        Log.Revoked(log, account.Account, was.Serial);
        Audit(audit, account, AuditStep.Revoked, was.Serial, null);
        if (account.Pem(was.Serial) is not { } pem) return outcome;
        var kept = new ProviderCertificate(
            was.Serial, was.NotBefore, was.NotAfter, pem, was.SupersededAt, clock.GetUtcNow());
        var put = await vault.PutAsync(Vaulted(account, kept), pem, cancellation);
        if (!put.IsDone) Log.NotKept(log, account.Account, was.Serial, $"{put.Outcome}, {put.Why}");
        return outcome;
    }

    private VaultedCertificate Vaulted(AccountRenewal account, ProviderCertificate certificate)
    {
        var state = certificate.RevokedAt is not null ? CertificateState.Expired
            : certificate.SupersededAt is not null ? CertificateState.Deprecated
            : clock.GetUtcNow() < certificate.NotBefore ? CertificateState.Preparing
            : CertificateState.Active;
        return new(
            ProviderCertificate.NameInVault(account.Account, certificate.Serial), account.Account,
            account.Certificates.Purpose, certificate.Serial, certificate.NotBefore, certificate.NotAfter, state,
            certificate.SupersededAt, certificate.RevokedAt);
    }

    private Renewal Failed(
        AccountRenewal account, string code, string why, AuditStep step, List<AuditEntry> audit)
    {
        account.Failed(clock.GetUtcNow(), why);
        var next = account.Decide(clock.GetUtcNow(), options.CurrentValue).DueAt;
        Log.NotRenewed(log, account.Account, why, next);
        Audit(audit, account, step, null, why);
        CertificateMeters.Ended(account.Certificates.Purpose, "failed", code);
        return new(account.Account, RenewalOutcome.Failed, why);
    }

    private void Audit(List<AuditEntry> audit, AccountRenewal account, AuditStep step, string? serial, string? detail)
    {
        lock (audit) audit.Add(new(clock.GetUtcNow(), account.Account, step, account.Trigger, serial, detail));
    }
}
