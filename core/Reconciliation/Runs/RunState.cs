namespace PayFunctions.Core.Reconciliation.Runs;

/// <summary>How far the reconciliation of a day has come.</summary>
public enum RunState
{
    /// <summary>It waits for the provider's bills.</summary>
    Pending,

    /// <summary>The bills are archived; both sides are brought together.</summary>
    Preparing,

    /// <summary>What differs is known and planned for; repairs are made, or wait for a person.</summary>
    Confirmed,

    /// <summary>Compared once more after the repairs, and reported.</summary>
    Settled,

    /// <summary>It ended without a result; <see cref="ReconciliationRun.Why"/> says why. Nothing was repaired by halves.</summary>
    Aborted,
}
