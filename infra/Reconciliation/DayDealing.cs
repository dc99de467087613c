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

    /// <summary>So many of ours are held at a time: a bucket of a large day has millions.</summary>
    private const int RowsAtOnce = 1024;

    private readonly LedgerDay _ledger = new(accounts);

    /// <summary>Our side of a day by itself: all of those buckets, one after the other.</summary>
    public async Task<IReadOnlyList<MovementRow>> ReadLedgerAsync(RunKey key, Range buckets, CancellationToken cancellation)
    {
        var window = BillFormatsByChannel.Window(options.CurrentValue, key);
        var rows = new List<MovementRow>();
        var (first, count) = buckets.GetOffsetAndLength(Buckets);
        for (var bucket = first; bucket < first + count; bucket++)
        {
            await _ledger.EachAsync(key.Tenant, key.Channel, window, bucket, rows.Add, cancellation);
        }

        return rows;
    }

    /// <summary>One bucket of our day.</summary>
    /// <returns>How many movements there are.</returns>
    public Task<long> DealBucketAsync(RunKey key, int run, int bucket, int shards, CancellationToken cancellation)
    {
        var window = BillFormatsByChannel.Window(options.CurrentValue, key);
        var to = new DealtTo(key, run, ComparedBooks.LedgerAndBill, Side.Here, $"here-{bucket:D2}", shards);
        return DealAsync(to, async dealing =>
        {
            var some = new List<MovementRow>(RowsAtOnce);
            await _ledger.EachAsync(key.Tenant, key.Channel, window, bucket, Take, cancellation);
            Deal(dealing, new MovementRows(to.Part, some), cancellation);

            void Take(MovementRow row)
            {
                some.Add(row);
                if (some.Count < RowsAtOnce) return;
                Deal(dealing, new MovementRows(to.Part, some), cancellation);
                some.Clear();
            }
        }, cancellation);
    }

    /// <summary>One bill of trades, out of the archive.</summary>
    /// <exception cref="InvalidDataException">What was checked before it was archived no longer reads.</exception>
    public Task<long> DealBillAsync(RunKey key, int run, BillFetched bill, int shards, CancellationToken cancellation) =>
        DealBillAsync(
            new(key, run, ComparedBooks.LedgerAndBill, Side.There, There(bill.Account), shards), bill,
            BillFormatsByChannel.Of(options.CurrentValue, key, bill.Kind), cancellation);

    /// <summary>The third side: what an account's bill of trades must have done to it, and what its own bill says.</summary>
    /// <exception cref="InvalidDataException">What was checked before it was archived no longer reads.</exception>
    public async Task DealAccountAsync(
        RunKey key, int run, BillFetched trade, BillFetched funds, int shards, CancellationToken cancellation)
    {
        var here = new DealtTo(key, run, ComparedBooks.BillAndAccount, Side.Here, Here(trade.Account), shards);
        await DealBillAsync(here, trade, WeChatTradeFunds.Instance, cancellation);
        await DealBillAsync(
            here with { Side = Side.There, Part = There(funds.Account) }, funds,
            BillFormatsByChannel.Of(options.CurrentValue, key, funds.Kind), cancellation);
    }

    /// <summary>What the day before handed on, both sides of it.</summary>
    public async Task DealCarriedAsync(RunKey key, int run, ComparedBooks books, int shards, CancellationToken cancellation)
    {
        var bytes = await blobs.ReadAsync(DayNames.Carried(key with { Day = key.Day.AddDays(-1) }, books), cancellation);
        var carried = bytes is null ? new([], []) : DayJson.Read<CarriedRows>(bytes);
        var here = new DealtTo(key, run, books, Side.Here, "carried-here", shards);
        await DealAsync(here, new MovementRows("carried", carried.Here), cancellation);
        await DealAsync(
            here with { Side = Side.There, Part = "carried-there" }, new MovementRows("carried", carried.There), cancellation);
    }

    /// <summary>What a pair of those books has to agree in.</summary>
    internal static MatchingRules RulesOf(ComparedBooks books) => books switch
    {
        ComparedBooks.LedgerAndBill => MatchingRules.Standard,
        ComparedBooks.BillAndAccount => MatchingRules.Account,
    };

    /// <summary>The accounts whose lines are ours.</summary>
    internal IReadOnlySet<string> AccountsOf(RunKey key) =>
        bills.Accounts()[(key.Tenant, key.Channel)].ToHashSet(StringComparer.Ordinal);

    /// <summary>The parts that a run has dealt out.</summary>
    /// <param name="accountsOfDay">Those that have bills of these books.</param>
    internal async Task<IReadOnlyList<DealtPart>> PartsAsync(
        RunKey key, int run, ComparedBooks books, IReadOnlyList<string> accountsOfDay, CancellationToken cancellation)
    {
        var ours = books == ComparedBooks.LedgerAndBill
            ? Enumerable.Range(0, Buckets).Select(bucket => $"here-{bucket:D2}")
            : accountsOfDay.Select(Here);
        var parts = new List<DealtPart>();
        foreach (var part in (IEnumerable<string>)[.. ours, .. accountsOfDay.Select(There), "carried-here", "carried-there"])
        {
            var name = DayNames.Dealt(key, run, books, part);
            var bytes = await blobs.ReadAsync(DayNames.Index(name), cancellation)
                ?? throw new InvalidDataException($"{name} has not been dealt out.");
            parts.Add(DayJson.Read<DealtPart>(bytes));
        }

        return parts;
    }

    private static string Here(string account) => $"here-{TableKeys.EscapePart(account)}";

    private static string There(string account) => $"there-{TableKeys.EscapePart(account)}";

    private async Task<long> DealBillAsync(DealtTo to, BillFetched bill, BillFormat format, CancellationToken cancellation)
    {
        if (bill.Outcome == BillOutcome.Empty) return await DealAsync(to, new MovementRows(to.Part, []), cancellation);
        await using var file = TemporaryFile.New();
        await using (var archived = await blobs.OpenAsync(bill.Blob!, cancellation)
            ?? throw new InvalidDataException($"{bill.Blob} is gone from the archive."))
        {
            await archived.CopyToAsync(file, cancellation);
        }

        file.Position = 0;
        var expectation = new BillExpectation
        {
            Hash = bill.Hash,
            Day = BillFormatsByChannel.Window(options.CurrentValue, to.Key),
        };
        var (source, refusal) = BillContainer.Open(bill.Blob!, file, format, expectation);
        return source is null
            ? throw new InvalidDataException(refusal!.ToString())
            : await DealAsync(to, source, cancellation);
    }

    private Task<long> DealAsync(DealtTo to, IMovementSource source, CancellationToken cancellation) => DealAsync(
        to, dealing =>
        {
            Deal(dealing, source, cancellation);
            return Task.CompletedTask;
        }, cancellation);

    private static void Deal(MovementShards dealing, IMovementSource source, CancellationToken cancellation)
    {
        if (dealing.Deal(source, cancellation) is { } refusal) throw new InvalidDataException(refusal.ToString());
    }

    private async Task<long> DealAsync(DealtTo to, Func<MovementShards, Task> deal, CancellationToken cancellation)
    {
        var files = Enumerable.Range(0, to.Shards).Select(_ => new MemoryOrFile()).ToArray();
        try
        {
            var dealing = new MovementShards(
                [.. files.Select(file => file.Writing)], AccountsOf(to.Key), RulesOf(to.Books), withFee: false);
            await deal(dealing);
            return await KeepAsync(to.Name, to.Side, files, dealing, cancellation);
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

/// <summary>Where one part of one side goes.</summary>
internal sealed record DealtTo(RunKey Key, int Run, ComparedBooks Books, Side Side, string Part, int Shards)
{
    public string Name => DayNames.Dealt(Key, Run, Books, Part);
}
