using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Shadow;

/// <summary>Runs a second rule set on the input of a run that has ended, and tells where the two part.</summary>
public static class ShadowRun
{
    /// <param name="options">Those of the applied run; rules and day's border are replaced by the shadow's.</param>
    /// <param name="input">The same sources, opened once more.</param>
    /// <param name="applied">What the applied run found.</param>
    public static ShadowReport Run(
        ReconcilerOptions options, MatchingRules shadow, ReconciliationInput input, (Coverage Coverage, ShadowFindings Findings) applied,
        CancellationToken cancellation = default)
    {
        var report = Run(options, shadow, input, (applied.Coverage, applied.Findings.Rows), cancellation);
        return applied.Findings.IsWhole ? report : report with { Changes = [], IsWhole = false };
    }

    /// <summary>The same for findings that are kept whole.</summary>
    public static ShadowReport Run(
        ReconcilerOptions options, MatchingRules shadow, ReconciliationInput input, (Coverage Coverage, IReadOnlyList<DifferenceRow> Findings) applied,
        CancellationToken cancellation = default)
    {
        var findings = new ShadowFindings();
        var run = new Reconciler(options with { Rules = shadow, Day = shadow.Over(options.Day) }).Run(input, findings, cancellation);
        return new(
            run.Refusal, applied.Coverage, run.Coverage,
            run.Refusal is null && findings.IsWhole ? Compare(applied.Findings, findings.Rows) : [], findings.IsWhole);
    }

    /// <summary>Where two lists of findings part, by key. The order of keys is that of the lists, the applied one's first.</summary>
    public static IReadOnlyList<ShadowChange> Compare(IReadOnlyList<DifferenceRow> applied, IReadOnlyList<DifferenceRow> shadow)
    {
        var (ours, theirs) = (applied.ToLookup(KeyOf), shadow.ToLookup(KeyOf));
        return [.. ours.Select(one => one.Key).Union(theirs.Select(one => one.Key))
            .Where(key => !ours[key].Select(Verdict).SequenceEqual(theirs[key].Select(Verdict)))
            .Select(key => new ShadowChange(key.Kind, key.Key, [.. ours[key]], [.. theirs[key]]))];
    }

    private static (MovementKind Kind, string Key) KeyOf(DifferenceRow one) =>
        (one.First.Kind, one.First.Reference.Length > 0 ? one.First.Reference : one.First.OrderId);

    /// <summary>What was found, and of which rows: a row is known by its side and line.</summary>
    private static string Verdict(DifferenceRow one) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{one.Kind} {one.Aspects} {string.Join(',', one.Here.Select(row => row.Line))} {string.Join(',', one.There.Select(row => row.Line))}");
}
