namespace PayFunctions.Core.Reconciliation.Runs;

/// <summary>What moves a run.</summary>
public enum RunEvent
{
    /// <summary>Every bill of the day is here, agrees with itself and is archived.</summary>
    BillsArchived,

    /// <summary>Both sides were compared, with proof of coverage, and the repairs are planned.</summary>
    Compared,

    /// <summary>The day was compared again after the repairs, and the report is written.</summary>
    Rechecked,

    /// <summary>It can't go on: no bill until the deadline, a bill that contradicts itself, rows unaccounted for.</summary>
    GivenUp,
}
