using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Runs;

/// <summary>A shard's proof of coverage in a form that can be written down, and added up to the day's.</summary>
/// <param name="Found">How many findings of each kind there are; kinds without any are left out.</param>
public sealed record CoverageRecord(SideRecord Here, SideRecord There, IReadOnlyDictionary<DifferenceKind, long> Found)
{
    public static CoverageRecord Of(Coverage coverage) => new(
        SideRecord.Of(coverage.Here), SideRecord.Of(coverage.There),
        DifferenceKinds.All.Where(kind => coverage.Found(kind) > 0).ToDictionary(kind => kind, coverage.Found));

    /// <summary>Of a shard whose two sides have one fingerprint: every row has its match.</summary>
    public static CoverageRecord Agreeing(TallyRecord here, TallyRecord there) => new(
        SideRecord.Matching(here), SideRecord.Matching(there), new Dictionary<DifferenceKind, long>());

    /// <summary>The whole day's.</summary>
    public static Coverage Sum(IEnumerable<CoverageRecord> records)
    {
        var sum = new Coverage();
        foreach (var one in records)
        {
            one.Here.AddTo(sum.Here);
            one.There.AddTo(sum.There);
            foreach (var (kind, count) in one.Found)
            {
                for (var i = 0L; i < count; i++) sum.Count(kind);
            }
        }

        return sum;
    }
}

/// <summary>One side of it.</summary>
public sealed record SideRecord(
    TallyRecord In, TallyRecord Matched, TallyRecord SkippedAsUnpaid, TallyRecord SkippedAsNoTrade,
    IReadOnlyDictionary<DifferenceKind, TallyRecord> Classified)
{
    internal static SideRecord Of(SideCoverage side) => new(
        TallyRecord.Of(side.In), TallyRecord.Of(side.Matched), TallyRecord.Of(side.SkippedAsUnpaid), TallyRecord.Of(side.SkippedAsNoTrade),
        DifferenceKinds.All.Where(kind => side.Of(kind).Rows > 0).ToDictionary(kind => kind, kind => TallyRecord.Of(side.Of(kind))));

    internal static SideRecord Matching(TallyRecord all) =>
        new(all, all, TallyRecord.Nothing, TallyRecord.Nothing, new Dictionary<DifferenceKind, TallyRecord>());

    internal void AddTo(SideCoverage side)
    {
        In.AddTo(side.In);
        Matched.AddTo(side.Matched);
        SkippedAsUnpaid.AddTo(side.SkippedAsUnpaid);
        SkippedAsNoTrade.AddTo(side.SkippedAsNoTrade);
        foreach (var (kind, tally) in Classified) tally.AddTo(side.Of(kind));
    }
}

/// <summary>Rows, and the sum of their amounts in each currency.</summary>
public sealed record TallyRecord(long Rows, IReadOnlyDictionary<string, long> Sums)
{
    public static TallyRecord Nothing { get; } = new(0, new Dictionary<string, long>());

    public static TallyRecord Of(Tally tally) => new(tally.Rows, tally.Sums);

    public static TallyRecord Sum(IEnumerable<TallyRecord> records)
    {
        var sum = new Tally();
        foreach (var one in records) one.AddTo(sum);
        return Of(sum);
    }

    internal void AddTo(Tally tally) => tally.Add(Rows, Sums);
}
