using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Core.Reconciliation.Shadow;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Compares what was dealt out: by fingerprints first, and shard by shard where those part.</summary>
public sealed class DayComparison(
    BillBlobs blobs, DayDealing dealing, DayShadow shadow, IOptionsMonitor<ReconciliationOptions> options)
{
    private const string Agreeing = "agreeing";

    private const string Shard = "shard";

    /// <summary>Which shards have to be looked at row by row.</summary>
    public async Task<ShardsToCompare> PairAsync(
        RunKey key, int run, ComparedBooks books, IReadOnlyList<string> accounts, int shards, CancellationToken cancellation)
    {
        var parts = await dealing.PartsAsync(key, run, books, accounts, cancellation);
        var differing = new List<int>();
        var agreeing = new List<CoverageRecord>();
        for (var shard = 0; shard < shards; shard++)
        {
            var (here, there) = (Print(parts, Side.Here, shard), Print(parts, Side.There, shard));
            if (here != there || !here.IsPlain) differing.Add(shard);
            else agreeing.Add(CoverageRecord.Agreeing(Tally(parts, Side.Here, shard), Tally(parts, Side.There, shard)));
        }

        var last = parts.Where(part => part.Side == Side.There).Max(part => part.LastInstant);
        var found = new ShardFindings(agreeing, []);
        await blobs.WriteAsync(
            DayNames.Findings(key, run, books, Agreeing, 0), new MemoryStream(DayJson.Write(found)), cancellation);
        return new(differing, shards - differing.Count, last);
    }

    /// <summary>One shard, row by row. Safe to repeat.</summary>
    /// <exception cref="InvalidOperationException">Rows are unaccounted for: the run has failed.</exception>
    public async Task CompareAsync(
        RunKey key, int run, ComparedBooks books, IReadOnlyList<string> accounts, int shard, CancellationToken cancellation)
    {
        var parts = await dealing.PartsAsync(key, run, books, accounts, cancellation);
        var (options, findings) = (OptionsOf(key, books), new DifferenceList());
        var coverage = await ReadAsync(parts, shard, input => Compare(key, options, input, findings, cancellation), cancellation);
        var found = new ShardFindings([CoverageRecord.Of(coverage)], [.. findings.Rows.Select(row => row with { Books = books })]);
        await blobs.WriteAsync(
            DayNames.Findings(key, run, books, Shard, shard), new MemoryStream(DayJson.Write(found)), cancellation);
        if (shadow.RulesOf(key, books) is not { } rules) return;
        var report = await ReadAsync(
            parts, shard, input => ShadowRun.Run(options, rules, input, (coverage, findings.Rows), cancellation), cancellation);
        await shadow.KeepAsync(key, run, books, shard, report, cancellation);
    }

    /// <summary>Opens what lies in a shard for as long as the work lasts.</summary>
    private async Task<T> ReadAsync<T>(
        IReadOnlyList<DealtPart> parts, int shard, Func<ReconciliationInput, T> work, CancellationToken cancellation)
    {
        var sources = new List<(Side Side, MovementLog Log, Stream Stream)>();
        try
        {
            foreach (var part in parts.Where(part => part.Tallies[shard].Rows > 0))
            {
                var (from, length) = part.Range(shard);
                var stream = await blobs.OpenRangeAsync(part.Name, from, length, cancellation);
                sources.Add((part.Side, new(part.Name, stream), stream));
            }

            return work(new([.. Of(Side.Here)], [.. Of(Side.There)]));
        }
        finally
        {
            foreach (var one in sources) await one.Stream.DisposeAsync();
        }

        IEnumerable<MovementLog> Of(Side side) => sources.Where(one => one.Side == side).Select(one => one.Log);
    }

    /// <summary>All that was found, with the proof that every row is accounted for.</summary>
    internal async Task<ShardFindings> CollectAsync(
        RunKey key, int run, ComparedBooks books, IReadOnlyList<int> shards, CancellationToken cancellation)
    {
        var all = await ReadAsync(DayNames.Findings(key, run, books, Agreeing, 0), cancellation);
        var (coverages, differences) = (all.Coverages.ToList(), new List<DifferenceRow>());
        foreach (var shard in shards)
        {
            var one = await ReadAsync(DayNames.Findings(key, run, books, Shard, shard), cancellation);
            coverages.AddRange(one.Coverages);
            differences.AddRange(one.Differences);
        }

        return new(coverages, differences)
        {
            Shadow = await shadow.CollectAsync(key, run, books, shards, CoverageRecord.Of(all.Coverage), cancellation),
        };
    }

    private async Task<ShardFindings> ReadAsync(string name, CancellationToken cancellation) => DayJson.Read<ShardFindings>(
        await blobs.ReadAsync(name, cancellation) ?? throw new InvalidDataException($"{name} has not been compared."));

    private ReconcilerOptions OptionsOf(RunKey key, ComparedBooks books) => new()
    {
        Rules = DayDealing.RulesOf(books),
        SkipsNoTrade = books == ComparedBooks.BillAndAccount,
        Memory = (long)options.CurrentValue.MemoryMiB << 20,
        Day = BillFormatsByChannel.Window(options.CurrentValue, key),
        Merchants = dealing.AccountsOf(key),
        Spill = TemporaryFile.New,
    };

    private static Coverage Compare(
        RunKey key, ReconcilerOptions options, ReconciliationInput input, IDifferenceSink findings, CancellationToken cancellation)
    {
        var run = new Reconciler(options).Run(input, findings, cancellation);
        if (run.Refusal is { } refusal) throw new InvalidDataException(refusal.ToString());
        if (!run.Coverage.Holds) throw new InvalidOperationException($"{key}: rows are unaccounted for.");
        return run.Coverage;
    }

    private static MovementFingerprint Print(IReadOnlyList<DealtPart> parts, Side side, int shard) =>
        parts.Where(part => part.Side == side).Select(part => part.Prints[shard].ToFingerprint())
            .Aggregate(MovementFingerprint.Empty, (sum, one) => sum.With(one));

    private static TallyRecord Tally(IReadOnlyList<DealtPart> parts, Side side, int shard) =>
        TallyRecord.Sum(parts.Where(part => part.Side == side).Select(part => part.Tallies[shard]));
}

/// <summary>Which shards part.</summary>
/// <param name="Agreeing">How many do not.</param>
/// <param name="BillEndsAt">The bill's last instant, in seconds since 1970 UTC; 0 where it has no rows.</param>
public sealed record ShardsToCompare(IReadOnlyList<int> Shards, int Agreeing, long BillEndsAt);

/// <summary>What was found in a shard, or in all of them.</summary>
internal sealed record ShardFindings(IReadOnlyList<CoverageRecord> Coverages, IReadOnlyList<DifferenceRow> Differences)
{
    /// <summary>What a second rule set would have judged otherwise; null: none ran. Kept by itself.</summary>
    [JsonIgnore]
    public ShadowReport? Shadow { get; init; }

    [JsonIgnore]
    public Coverage Coverage => CoverageRecord.Sum(Coverages);
}
