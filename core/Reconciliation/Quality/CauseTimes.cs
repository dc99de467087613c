using PayFunctions.Core.Reconciliation.Causes;

namespace PayFunctions.Core.Reconciliation.Quality;

/// <summary>How long differences of one cause go unseen, and how long they stay.</summary>
/// <param name="MeanToDetect">From the money's movement to the finding.</param>
/// <param name="MeanToRepair">From the finding to the repair, of those that are repaired; null when none is.</param>
/// <param name="OldestOpen">When the oldest that is still there was found; null when none is.</param>
public sealed record CauseTimes(
    CauseKind Cause, int Found, int Repaired, TimeSpan MeanToDetect, TimeSpan? MeanToRepair, DateTimeOffset? OldestOpen)
{
    /// <summary>One for each cause that occurs, the most frequent first.</summary>
    public static IReadOnlyList<CauseTimes> Of(IEnumerable<DifferenceLife> lives) =>
        [.. lives.GroupBy(life => life.Cause).Select(Of).OrderByDescending(one => one.Found).ThenBy(one => one.Cause)];

    private static CauseTimes Of(IGrouping<CauseKind, DifferenceLife> group)
    {
        var repaired = group.Where(life => life.RepairedAt is not null).ToList();
        var open = group.Where(life => life.RepairedAt is null).ToList();
        return new(
            group.Key, group.Count(), repaired.Count,
            Mean(group.Select(life => life.DetectedAt - life.HappenedAt)),
            repaired.Count == 0 ? null : Mean(repaired.Select(life => life.RepairedAt!.Value - life.DetectedAt)),
            open.Count == 0 ? null : open.Min(life => life.DetectedAt));
    }

    /// <summary>Clocks disagree by seconds: what seems to be found before it happened took no time.</summary>
    private static TimeSpan Mean(IEnumerable<TimeSpan> spans) =>
        TimeSpan.FromSeconds(spans.Average(span => Math.Max(0, span.TotalSeconds)));
}
