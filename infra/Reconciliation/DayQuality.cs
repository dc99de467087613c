using Microsoft.Extensions.Options;
using PayFunctions.Core.Reconciliation.Quality;
using PayFunctions.Core.Reconciliation.Repairs;
using PayFunctions.Core.Reconciliation.Runs;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>Days held against their objective: match rate, time, heat map, and how long differences stay.</summary>
public sealed class DayQuality(ReconciliationBook book, IOptionsMonitor<ReconciliationOptions> options, TimeProvider clock)
{
    private const int HoursOfDay = 24;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>What is asked of every day, by the settings of now.</summary>
    public MatchObjective Objective => new() { Rate = options.CurrentValue.MatchRate, DueAt = options.CurrentValue.DueAt };

    /// <summary>One channel's day; one that was never run is not final either.</summary>
    public async Task<DayOutcome> OutcomeAsync(RunKey key, CancellationToken cancellation) =>
        Outcome(key, await book.RunsAsync(key, cancellation), await book.DifferencesAsync(key, cancellation));

    /// <param name="days">How many days, ending with this one, are looked at together; two queries a channel and day.</param>
    public async Task<QualityReport> ReadAsync(
        string tenant, IReadOnlyList<string> channels, DateOnly day, int days, CancellationToken cancellation)
    {
        var (objective, now) = (Objective, clock.GetUtcNow());
        var (outcomes, today, lives) = (new List<DayOutcome>(), new List<ChannelQuality>(), new List<DifferenceLife>());
        foreach (var channel in channels)
        {
            for (var back = 0; back < days; back++)
            {
                var key = new RunKey(tenant, channel, day.AddDays(-back));
                var runs = await book.RunsAsync(key, cancellation);
                if (runs.Count == 0) continue;
                var entries = await book.DifferencesAsync(key, cancellation);
                var outcome = Outcome(key, runs, entries);
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

    /// <summary>
    /// A day is final once a run of it has a result, and stays so while another run looks at it again. What is repaired or gone
    /// agrees again; what is carried does not, until the next day has matched it.
    /// </summary>
    private static DayOutcome Outcome(RunKey key, IReadOnlyList<StoredRun> runs, IReadOnlyList<DifferenceEntry> entries)
    {
        var settled = runs.Where(one => one.Run.State == RunState.Settled).Select(one => one.Run).ToList();
        var run = settled.Count > 0 ? settled[^1] : runs.Count > 0 ? runs[^1].Run : null;
        if (run is null || (run.Left ?? run.Found) is not { } figures) return new(key.Channel, key.Day, 0, 0, null);
        var differing = entries
            .Where(one => one.LastRun >= run.Number && one.State is not (DifferenceState.Repaired or DifferenceState.Gone))
            .Sum(one => one.Difference.Here.Count + one.Difference.There.Count);
        var rows = figures.HereRows + figures.ThereRows;
        return new(
            key.Channel, key.Day, rows, Math.Max(0, rows - differing - figures.Carried),
            settled.Count > 0 ? settled[0].EndedAt : null);
    }

    private static long[] ByHour(IReadOnlyList<DifferenceEntry> entries)
    {
        var hours = new long[HoursOfDay];
        foreach (var entry in entries) hours[entry.Difference.First.At.ToOffset(China).Hour]++;
        return hours;
    }
}
