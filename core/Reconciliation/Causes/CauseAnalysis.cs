using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Causes;

/// <summary>Finds the cause of each difference of a run: by rule first, by its likeness to the others where no rule knows.</summary>
public static class CauseAnalysis
{
    private const double OutlierScore = 0.65;
    private const int CrowdMin = 20;
    private const double CrowdShare = 0.9;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <param name="seed">Makes the forest the same for the same differences.</param>
    public static IReadOnlyList<ExplainedDifference> Explain(IReadOnlyList<DifferenceRow> differences, CauseFacts facts, int seed = 1)
    {
        var rules = new CauseRules(facts);
        var causes = differences.Select(rules.Explain).ToArray();
        ExplainAsShifted(differences, facts, causes);
        if (Array.Exists(causes, cause => cause is null)) ExplainByLikeness(differences, causes, seed);
        return [.. differences.Zip(causes, (difference, cause) => new ExplainedDifference(difference, cause!))];
    }

    /// <summary>One missing row says little; when nearly all of them lie in the same eight hours, a clock is off.</summary>
    private static void ExplainAsShifted(IReadOnlyList<DifferenceRow> differences, CauseFacts facts, Cause?[] causes)
    {
        if (facts.Day is not { } day) return;
        foreach (var kind in (DifferenceKind[])[DifferenceKind.MissingHere, DifferenceKind.MissingThere])
        {
            var missing = Enumerable.Range(0, causes.Length).Where(i => differences[i].Kind == kind).ToList();
            var first = missing.Where(i => differences[i].First.At < day.Start + China).ToList();
            var last = missing.Where(i => differences[i].First.At >= day.Start.AddDays(1) - China).ToList();
            var crowd = first.Count >= last.Count ? first : last;
            if (crowd.Count < CrowdMin || crowd.Count < CrowdShare * missing.Count) continue;
            foreach (var i in crowd)
            {
                causes[i] ??= new(
                    CauseKind.TimeZoneOffset, (double)crowd.Count / missing.Count,
                    $"{crowd.Count} of {missing.Count} missing movements lie in the same eight hours of the day");
            }
        }
    }

    private static void ExplainByLikeness(IReadOnlyList<DifferenceRow> differences, Cause?[] causes, int seed)
    {
        var points = differences.Select(DifferenceFeatures.Of).ToArray();
        var forest = IsolationForest.Grow(points, seed);
        for (var i = 0; i < causes.Length; i++)
        {
            if (causes[i] is not null) continue;
            var score = forest.Score(points[i]);
            causes[i] = score >= OutlierScore
                ? new(CauseKind.Outlier, score, FormattableString.Invariant($"unlike the others: isolation score {score:F2}"))
                : new(CauseKind.Unexplained, 0, FormattableString.Invariant($"no rule knows it; isolation score {score:F2}"));
        }
    }
}
