using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Reconciliation.Runs;

/// <summary>One run over one day of one channel: a value, which only <see cref="RunMachine"/> moves.</summary>
public sealed record ReconciliationRun
{
    public required RunKey Key { get; init; }

    /// <summary>From 1; a day that is reconciled again gets the next.</summary>
    public required int Number { get; init; }

    public RunState State { get; init; } = RunState.Pending;

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it was aborted, or what it waits for; null: nothing to say.</summary>
    public string? Why { get; init; }

    /// <summary>What the comparison before the repairs found; null until then.</summary>
    public RunFigures? Found { get; init; }

    /// <summary>The same after the repairs.</summary>
    public RunFigures? Left { get; init; }

    /// <summary>How many of those nobody has repaired or let stand.</summary>
    public int Open { get; init; }

    /// <summary>How many repairs were made.</summary>
    public int Repaired { get; init; }

    /// <summary>Whether automatic repair was stopped for the run, since too much differed in one window of time.</summary>
    public bool IsStorm { get; init; }

    /// <summary>The run after the event, unchanged by a repeat; null: its state does not allow it.</summary>
    public ReconciliationRun? After(RunEvent happened, DateTimeOffset at)
    {
        var step = RunMachine.Decide(State, happened);
        return step.Verdict switch
        {
            Verdict.Moved => this with { State = step.To, EndedAt = RunMachine.IsOpen(step.To) ? null : at },
            Verdict.Repeat => this,
            Verdict.Refused or Verdict.Quarantined => null,
        };
    }
}

/// <summary>A comparison in numbers. Rows here and there are all accounted for: the run fails otherwise.</summary>
/// <param name="Matched">Pairs that agree.</param>
/// <param name="Differences">Findings that are disagreements.</param>
/// <param name="Carried">Rows at the border of the day, handed to the next.</param>
/// <param name="SkippedShards">Shards whose fingerprints agreed, so that no row of them was compared by itself.</param>
public sealed record RunFigures(
    long HereRows, long ThereRows, long Matched, long Differences, long Carried, int SkippedShards)
{
    /// <summary>Lines of the account's own bill; null: that channel has none, or nobody asked for it.</summary>
    public long? AccountRows { get; init; }

    /// <summary>How many of those agree with the bill of trades.</summary>
    public long AccountMatched { get; init; }

    /// <summary>Pairs of which one half was carried over from another day: no differences.</summary>
    public long Crossed { get; init; }

    /// <summary>Rows of the day's index that were missing, too many or otherwise than the orders', and were mended.</summary>
    public long IndexMended { get; init; }
}
