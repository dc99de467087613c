using Microsoft.Extensions.Options;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>
/// Brings both sides of a day into shards: each bucket of ours and each bill by itself, on whatever machine, and as often
/// as need be. What is dealt out lies in a blob, with its fingerprints beside it.
/// </summary>
public sealed class DayDealing(
    TableAccounts accounts, BillBlobs blobs, BillFetching bills, IOptionsMonitor<ReconciliationOptions> options)
{
    public const int Buckets = LedgerDay.Buckets;

    private readonly LedgerDay _ledger = new(accounts);

    /// <summary>One bucket of our day.</summary>
    /// <returns>How many movements there are.</returns>
    public async Task<long> DealBucketAsync(RunKey key, int run, int bucket, int shards, CancellationToken cancellation)
    {
        var window = BillFormatsByChannel.Window(options.CurrentValue, key);
        var rows = await _ledger.ReadAsync(key.Tenant, key.Channel, window, bucket, cancellation).ToListAsync(cancellation);
        return await DealAsync(
            key, DayNames.Dealt(key, run, $"here-{bucket:D2}"), Side.Here, new MovementRows($"bucket {bucket}", rows), shards,
            cancellation);
    }

    /// <summary>One bill, out of the archive.</summary>
    /// <exception cref="InvalidDataException">What was checked before it was archived no longer reads.</exception>
    public async Task<long> DealBillAsync(RunKey key, int run, BillFetched bill, int shards, CancellationToken cancellation)
    {
        var name = DayNames.Dealt(key, run, $"there-{TableKeys.EscapePart(bill.Account)}");
        if (bill.Outcome == BillOutcome.Empty)
            return await DealAsync(key, name, Side.There, new MovementRows(name, []), shards, cancellation);
        await using var file = TemporaryFile.New();
        await using (var archived = await blobs.OpenAsync(bill.Blob!, cancellation)
            ?? throw new InvalidDataException($"{bill.Blob} is gone from the archive."))
        {
            await archived.CopyToAsync(file, cancellation);
        }

        file.Position = 0;
        var now = options.CurrentValue;
        var expectation = new BillExpectation { Hash = bill.Hash, Day = BillFormatsByChannel.Window(now, key) };
        var (source, refusal) = BillContainer.Open(bill.Blob!, file, BillFormatsByChannel.Of(now, key, bill.Kind), expectation);
        return source is null
            ? throw new InvalidDataException(refusal!.ToString())
            : await DealAsync(key, name, Side.There, source, shards, cancellation);
    }

    /// <summary>What the day before handed on, both sides of it.</summary>
    public async Task DealCarriedAsync(RunKey key, int run, int shards, CancellationToken cancellation)
    {
        var bytes = await blobs.ReadAsync(DayNames.Carried(key with { Day = key.Day.AddDays(-1) }), cancellation);
        var carried = bytes is null ? new([], []) : DayJson.Read<CarriedRows>(bytes);
        await DealAsync(
            key, DayNames.Dealt(key, run, "carried-here"), Side.Here, new MovementRows("carried", carried.Here), shards, cancellation);
        await DealAsync(
            key, DayNames.Dealt(key, run, "carried-there"), Side.There, new MovementRows("carried", carried.There), shards, cancellation);
    }

    /// <summary>The accounts whose lines are ours.</summary>
    internal IReadOnlySet<string> AccountsOf(RunKey key) =>
        bills.Accounts()[(key.Tenant, key.Channel)].ToHashSet(StringComparer.Ordinal);

    /// <summary>The parts that a run has dealt out.</summary>
    internal async Task<IReadOnlyList<DealtPart>> PartsAsync(
        RunKey key, int run, IEnumerable<string> accountsOfDay, CancellationToken cancellation)
    {
        var names = Enumerable.Range(0, Buckets).Select(bucket => $"here-{bucket:D2}")
            .Concat(accountsOfDay.Select(account => $"there-{TableKeys.EscapePart(account)}"))
            .Concat(["carried-here", "carried-there"]).Select(part => DayNames.Dealt(key, run, part));
        var parts = new List<DealtPart>();
        foreach (var name in names)
        {
            var bytes = await blobs.ReadAsync(DayNames.Index(name), cancellation)
                ?? throw new InvalidDataException($"{name} has not been dealt out.");
            parts.Add(DayJson.Read<DealtPart>(bytes));
        }

        return parts;
    }

    private async Task<long> DealAsync(
        RunKey key, string name, Side side, IMovementSource source, int shards, CancellationToken cancellation)
    {
        var files = Enumerable.Range(0, shards).Select(_ => new MemoryOrFile()).ToArray();
        try
        {
            var dealing = new MovementShards([.. files.Select(file => file.Writing)], AccountsOf(key), withFee: false);
            if (dealing.Deal(source, cancellation) is { } refusal) throw new InvalidDataException(refusal.ToString());
            return await KeepAsync(name, side, files, dealing, cancellation);
        }
        finally
        {
            foreach (var file in files) await file.DisposeAsync();
        }
    }

    private async Task<long> KeepAsync(
        string name, Side side, MemoryOrFile[] files, MovementShards dealing, CancellationToken cancellation)
    {
        var ends = new long[files.Length];
        await using var whole = TemporaryFile.New();
        for (var shard = 0; shard < files.Length; shard++)
        {
            await files[shard].CopyToAsync(whole, cancellation);
            ends[shard] = whole.Length;
        }

        whole.Position = 0;
        var part = new DealtPart(
            name, side, ends, [.. dealing.Fingerprints.Select(ShardPrint.Of)], [.. dealing.Tallies.Select(TallyRecord.Of)],
            dealing.LastInstant);
        if (whole.Length > 0) await blobs.WriteAsync(name, whole, cancellation);
        await blobs.WriteAsync(DayNames.Index(name), new MemoryStream(DayJson.Write(part)), cancellation);
        return part.Rows;
    }
}

/// <summary>What one day hands on to the next.</summary>
internal sealed record CarriedRows(IReadOnlyList<MovementRow> Here, IReadOnlyList<MovementRow> There);
