namespace PayFunctions.Core.Reconciliation.Quality;

/// <summary>How a day stands to the objective.</summary>
public enum ObjectiveState
{
    /// <summary>It is not final, and has time yet.</summary>
    Pending,

    /// <summary>Final in time, and enough agrees.</summary>
    Met,

    /// <summary>Final in time, and too little agrees.</summary>
    TooLow,

    /// <summary>Final, and too late.</summary>
    Late,

    /// <summary>Not final when it was due.</summary>
    Overdue,
}
