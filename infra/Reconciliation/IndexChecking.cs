namespace PayFunctions.Infra.Reconciliation;

/// <summary>How a day's index is held against the orders before it is held against the bill.</summary>
public enum IndexChecking
{
    /// <summary>Both ways: what it lacks, what it has otherwise, and what it has that no order posted.</summary>
    Whole,

    /// <summary>What it lacks or has otherwise.</summary>
    Missing,

    /// <summary>Only what the bill has and it lacks, order by order.</summary>
    Off,
}
