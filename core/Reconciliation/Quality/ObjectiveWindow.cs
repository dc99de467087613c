namespace PayFunctions.Core.Reconciliation.Quality;

/// <summary>The objective over some days that are due.</summary>
/// <param name="Days">How many are due or final; those that still have time are left out.</param>
/// <param name="Met">How many of them met it.</param>
public sealed record ObjectiveWindow(MatchObjective Objective, int Days, int Met, long Rows, long Agreed)
{
    /// <summary>The share of all rows that agree.</summary>
    public double MatchRate => Rows == 0 ? 1 : (double)Agreed / Rows;

    /// <summary>How much of what may disagree has been used up: 1 is all of it, above 1 is too much.</summary>
    public double BudgetSpent => Rows == 0 ? 0 : (1 - MatchRate) / (1 - Objective.Rate);
}
