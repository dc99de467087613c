namespace PayFunctions.Core.Reconciliation.Quality;

/// <summary>The objective: so much of a day agrees, for good, by a time of the day after.</summary>
public sealed record MatchObjective
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>99.95 % by 02:00 in China.</summary>
    public static MatchObjective Standard { get; } = new();

    /// <summary>The least share of rows that agree, from 0 to 1.</summary>
    public double Rate { get; init; } = 0.9995;

    /// <summary>The time of the day after, in China.</summary>
    public TimeSpan DueAt { get; init; } = TimeSpan.FromHours(2);

    public DateTimeOffset DueOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), China).AddDays(1) + DueAt;

    /// <summary>The last day whose time was over by then.</summary>
    public DateOnly NewestDue(DateTimeOffset now) => DateOnly.FromDateTime((now - DueAt).ToOffset(China).DateTime).AddDays(-1);

    public ObjectiveState Judge(DayOutcome outcome, DateTimeOffset now)
    {
        var due = DueOf(outcome.Day);
        return outcome.FinalAt switch
        {
            null => now <= due ? ObjectiveState.Pending : ObjectiveState.Overdue,
            { } at when at > due => ObjectiveState.Late,
            _ => outcome.MatchRate >= Rate ? ObjectiveState.Met : ObjectiveState.TooLow,
        };
    }

    /// <summary>Several days, of one channel or of all.</summary>
    public ObjectiveWindow Over(IEnumerable<DayOutcome> outcomes, DateTimeOffset now)
    {
        var (days, met, rows, agreed) = (0, 0, 0L, 0L);
        foreach (var one in outcomes)
        {
            var state = Judge(one, now);
            if (state == ObjectiveState.Pending) continue;
            days++;
            rows += one.Rows;
            agreed += one.Agreed;
            if (state == ObjectiveState.Met) met++;
        }

        return new(this, days, met, rows, agreed);
    }
}
