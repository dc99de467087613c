using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Fetches a day's bills, holds each against itself, and archives it as it came. Safe to repeat.</summary>
public sealed class BillFetching(
    IEnumerable<IBillProvider> providers, BillBlobs blobs, IOptionsMonitor<ReconciliationOptions> options,
    ILogger<BillFetching> log)
{
    private readonly FrozenDictionary<string, IBillProvider> _byChannel =
        providers.ToFrozenDictionary(one => one.Channel, StringComparer.Ordinal);

    /// <summary>Every channel that a tenant has bills of, and the accounts there.</summary>
    public ILookup<(string Tenant, string Channel), string> Accounts()
    {
        var served = _byChannel.Values.SelectMany(
            one => one.Accounts.Select(account => (account.Tenant, one.Channel, account.Id)));
        var dropped = options.CurrentValue.Channels.SelectMany(
            one => one.Value.Accounts.Select(account => (one.Value.Tenant, Channel: one.Key, Id: account)));
        return served.Concat(dropped).Distinct().ToLookup(one => (one.Tenant, one.Channel), one => one.Id);
    }

    /// <summary>Those of the accounts that tell each day in a bill of their own too, unless the channel's setting says no.</summary>
    public IEnumerable<string> WithOwnBill(RunKey key)
    {
        var isOff = options.CurrentValue.Channels.TryGetValue(key.Channel, out var own) && !own.Funds;
        return isOff || !_byChannel.TryGetValue(key.Channel, out var provider) || !provider.Has(BillKind.Funds)
            ? []
            : provider.Accounts.Where(account => account.Tenant == key.Tenant).Select(account => account.Id);
    }

    public async Task<BillFetched> FetchAsync(RunKey key, string account, BillKind kind, CancellationToken cancellation)
    {
        await using var file = TemporaryFile.New();
        var download = await TakeAsync(key, account, kind, file, cancellation);
        if (download.Outcome != BillOutcome.Ready)
        {
            log.BillNotThere(key.ToString(), account, download.Outcome, download.Code);
            return new(account, kind, download.Outcome, Why: download.Code);
        }

        return await ArchiveAsync(key, account, kind, file, download.Hash, cancellation);
    }

    /// <summary>What others brought comes first: it is there because somebody put it there.</summary>
    private async Task<BillDownload> TakeAsync(
        RunKey key, string account, BillKind kind, FileStream to, CancellationToken cancellation)
    {
        if (kind == BillKind.Trade
            && await blobs.OpenAsync(DayNames.Inbox(key.Channel, key.Day, account), cancellation) is { } brought)
        {
            await using (brought) await brought.CopyToAsync(to, cancellation);
            return new(BillOutcome.Ready);
        }

        return _byChannel.TryGetValue(key.Channel, out var provider) && provider.Accounts.Any(one => one.Id == account)
            ? await provider.DownloadAsync(account, key.Day, kind, to, cancellation)
            : new(BillOutcome.NotReady, Code: "nobody has brought it yet");
    }

    private async Task<BillFetched> ArchiveAsync(
        RunKey key, string account, BillKind kind, FileStream file, string? hash, CancellationToken cancellation)
    {
        file.Position = 0;
        var (check, refusal) = Check(key, account, kind, file, hash, cancellation);
        if ((refusal ?? check?.Refusal) is { } wrong)
        {
            // The next fetch may well bring it whole: it is said, and asked for again.
            log.BillRefused(key.ToString(), account, wrong.ToString());
            return new(account, kind, BillOutcome.Later, Why: wrong.ToString());
        }

        file.Position = 0;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
        file.Position = 0;
        var name = DayNames.Raw(key, account, kind, sha256);
        await blobs.KeepAsync(name, file, cancellation);
        log.BillArchived(key.ToString(), account, kind, check!.Movements.Rows, file.Length);
        return new(account, kind, BillOutcome.Ready, name, sha256, hash, check.Movements.Rows);
    }

    private (BillCheck? Check, BillRefusal? Refusal) Check(
        RunKey key, string account, BillKind kind, Stream file, string? hash, CancellationToken cancellation)
    {
        var now = options.CurrentValue;
        var expectation = new BillExpectation { Hash = hash, Day = BillFormatsByChannel.Window(now, key) };
        var (source, refusal) = BillContainer.Open(
            $"{key.Channel}/{key.DayText}/{account}", file, BillFormatsByChannel.Of(now, key, kind), expectation);
        return source is null ? (null, refusal) : (BillCheck.Run(source, cancellation), null);
    }
}

/// <summary>What came of fetching one bill.</summary>
/// <param name="Blob">Where it is archived; with <see cref="BillOutcome.Ready"/> only.</param>
/// <param name="Sha256">Of the file as it came.</param>
/// <param name="Hash">Of the uncompressed bytes, as the provider told it; null: it tells none.</param>
/// <param name="Why">The provider's code, or where the bill contradicts itself.</param>
public sealed record BillFetched(
    string Account, BillKind Kind, BillOutcome Outcome, string? Blob = null, string? Sha256 = null, string? Hash = null,
    long Rows = 0, string? Why = null);
