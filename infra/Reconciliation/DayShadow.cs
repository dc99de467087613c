using Microsoft.Extensions.Options;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Core.Reconciliation.Shadow;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>
/// A second rule set on what was dealt out, by the channel's setting: what it would judge otherwise is kept beside the
/// findings and reported. Nothing is planned or repaired by it.
/// </summary>
public sealed class DayShadow(BillBlobs blobs, IOptionsMonitor<ReconciliationOptions> options)
{
    private const string Round = "shadow";

    /// <summary>The rules of the channel, as they depart from those of these books; null: none run.</summary>
    internal MatchingRules? RulesOf(RunKey key, ComparedBooks books) =>
        options.CurrentValue.Channels.TryGetValue(key.Channel, out var own) && own.Shadow.Length > 0
            ? MatchingRulesText.Read(own.Shadow, DayDealing.RulesOf(books)).Rules
            : null;

    internal Task KeepAsync(
        RunKey key, int run, ComparedBooks books, int shard, ShadowReport report, CancellationToken cancellation) =>
        blobs.WriteAsync(
            DayNames.Findings(key, run, books, Round, shard), new MemoryStream(DayJson.Write(ShardShadow.Of(report))), cancellation);

    /// <summary>The whole day's, with the shards that agree by their fingerprints and were not looked at by anybody.</summary>
    /// <returns>Null: no second rule set ran.</returns>
    internal async Task<ShadowReport?> CollectAsync(
        RunKey key, int run, ComparedBooks books, IReadOnlyList<int> shards, CoverageRecord agreeing,
        CancellationToken cancellation)
    {
        if (RulesOf(key, books) is null) return null;
        var all = new List<ShardShadow>();
        foreach (var shard in shards)
        {
            // A run that began before the setting was made has none.
            var name = DayNames.Findings(key, run, books, Round, shard);
            if (await blobs.ReadAsync(name, cancellation) is not { } bytes) return null;
            all.Add(DayJson.Read<ShardShadow>(bytes));
        }

        return new(
            Refusal: null, CoverageRecord.Sum([agreeing, .. all.Select(one => one.Applied)]),
            CoverageRecord.Sum([agreeing, .. all.Select(one => one.Shadow)]),
            [.. all.SelectMany(one => one.Changes)], all.TrueForAll(one => one.IsWhole));
    }

    /// <summary>One shard's, as it is written down.</summary>
    private sealed record ShardShadow(
        CoverageRecord Applied, CoverageRecord Shadow, IReadOnlyList<ShadowChange> Changes, bool IsWhole)
    {
        public static ShardShadow Of(ShadowReport report) => new(
            CoverageRecord.Of(report.Applied), CoverageRecord.Of(report.Shadow), report.Changes, report.IsWhole);
    }
}
