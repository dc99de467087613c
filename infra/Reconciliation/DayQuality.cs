using PayFunctions.Core.Reconciliation.Quality;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Days held against their objective: match rate, time, heat map, and how long differences stay.</summary>
public sealed class DayQuality(ReconciliationBook book, TimeProvider clock)
{
    private const int HoursOfDay = 24;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <param name="days">How many days, ending with this one, are looked at together; two queries a channel and day.</param>
    public async Task<QualityReport> ReadAsync(
        string tenant, IReadOnlyList<string> channels, DateOnly day, int days, CancellationToken cancellation)
    {
        var (objective, now) = (MatchObjective.Standard, clock.GetUtcNow());
        var (outcomes, today, lives) = (new List<DayOutcome>(), new List<ChannelQuality>(), new List<DifferenceLife>());
        foreach (var channel in channels)
        {
            for (var back = 0; back < days; back++)
            {
                var key = new RunKey(tenant, channel, day.AddDays(-back));
                if (await book.LastAsync(key, cancellation) is not { } last) continue;
                var entries = await book.DifferencesAsync(key, cancellation);
                var outcome = Outcome(last.Run, entries);
                outcomes.Add(outcome);
                if (back > 0) continue;
                today.Add(new(outcome, objective.Judge(outcome, now), ByHour(entries)));
                lives.AddRange(entries.Select(Life));
            }
        }

        return new(day, objective.DueOf(day), today, CauseTimes.Of(lives), objective.Over(outcomes, now));
    }

    internal static DifferenceLife Life(DifferenceEntry entry) => new(
        entry.Cause.Kind, entry.Difference.First.At, entry.FoundAt,
        entry.State is DifferenceState.Repaired or DifferenceState.Gone ? entry.EndedAt : null);

    /// <summary>What is repaired or gone agrees again; what is carried does not, until the next day has matched it.</summary>
    private static DayOutcome Outcome(ReconciliationRun run, IReadOnlyList<DifferenceEntry> entries)
    {
        var figures = run.Left ?? run.Found;
        if (figures is null) return new(run.Key.Channel, run.Key.Day, 0, 0, null);
        var differing = entries
            .Where(one => one.LastRun == run.Number && one.State is not (DifferenceState.Repaired or DifferenceState.Gone))
            .Sum(one => one.Difference.Here.Count + one.Difference.There.Count);
        var rows = figures.HereRows + figures.ThereRows;
        return new(
            run.Key.Channel, run.Key.Day, rows, Math.Max(0, rows - differing - figures.Carried),
            run.State == RunState.Settled ? run.EndedAt : null);
    }

    private static long[] ByHour(IReadOnlyList<DifferenceEntry> entries)
    {
        var hours = new long[HoursOfDay];
        foreach (var entry in entries) hours[entry.Difference.First.At.ToOffset(China).Hour]++;
        return hours;
    }
}
