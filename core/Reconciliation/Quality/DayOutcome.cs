namespace PayFunctions.Core.Reconciliation.Quality;

/// <summary>What became of one channel's day, as far as the objective asks.</summary>
/// <param name="Day">The day in China that was reconciled.</param>
/// <param name="Rows">Rows of both sides.</param>
/// <param name="Agreed">How many of them agree, or were rightly skipped.</param>
/// <param name="FinalAt">When a run of the day had first ended with a result; null: none has.</param>
public sealed record DayOutcome(string Channel, DateOnly Day, long Rows, long Agreed, DateTimeOffset? FinalAt)
{
    /// <summary>The indicator: the share of rows that agree. A day without rows agrees.</summary>
    public double MatchRate => Rows == 0 ? 1 : (double)Agreed / Rows;
}
