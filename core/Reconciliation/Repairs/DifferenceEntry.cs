using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>A difference of a day with all that was planned, decided and done about it: a value, which only
/// <see cref="DifferenceMachine"/> moves.</summary>
public sealed record DifferenceEntry
{
    public required string Id { get; init; }

    public required DifferenceRow Difference { get; init; }

    public required Cause Cause { get; init; }

    public required RepairAction Action { get; init; }

    public required ApprovalNeed Need { get; init; }

    /// <summary>What is at stake, in minor units and without a sign.</summary>
    public required long Amount { get; init; }

    /// <summary>The rule, and what held the repair back.</summary>
    public required string Why { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>The run that found it first.</summary>
    public required int FirstRun { get; init; }

    /// <summary>The latest run that found it.</summary>
    public required int LastRun { get; init; }

    public DifferenceState State { get; init; } = DifferenceState.Waiting;

    /// <summary>When it was repaired or decided; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>Who wants its repair taken back, and why.</summary>
    public IReadOnlyList<Approval> TakeBacks { get; init; } = [];

    /// <summary>Who said no, and why.</summary>
    public Approval? Rejection { get; init; }

    /// <summary>What came of the repair, or why it was not made.</summary>
    public string? Outcome { get; init; }

    /// <summary>The postings of its order as they stand, and those that the repair would add; empty: none would be.</summary>
    public IReadOnlyList<PostingLine> Preview { get; init; } = [];

    public static DifferenceEntry Of(PlannedRepair repair, int run, DateTimeOffset now) => new()
    {
        Id = repair.Id,
        Difference = repair.Difference.Difference,
        Cause = repair.Difference.Cause,
        Action = repair.Action,
        Need = repair.Need,
        Amount = repair.Amount,
        Why = repair.Why,
        FoundAt = now,
        FirstRun = run,
        LastRun = run,
        State = repair.Need == ApprovalNeed.None ? DifferenceState.Planned : DifferenceState.Waiting,
    };

    /// <summary>What a later run makes of it that found it again.</summary>
    public DifferenceEntry FoundAgain(PlannedRepair repair, int run, DateTimeOffset now)
    {
        var happened = repair.Need == ApprovalNeed.None ? DifferenceEvent.FoundForRepair : DifferenceEvent.FoundForPeople;
        var after = After(happened, now)!; // The table never refuses what a run finds.
        var asksAnew = after.State != State;
        return after with
        {
            LastRun = run,
            Need = asksAnew && repair.Need == ApprovalNeed.None ? ApprovalNeed.One : asksAnew ? repair.Need : Need,
            Why = asksAnew ? repair.Why : Why,
            Approvals = asksAnew ? [] : Approvals,
            TakeBacks = asksAnew ? [] : TakeBacks,
        };
    }

    /// <summary>The entry after the event, unchanged by a repeat; null: its state does not allow it.</summary>
    public DifferenceEntry? After(DifferenceEvent happened, DateTimeOffset at)
    {
        var step = DifferenceMachine.Decide(State, happened);
        return step.Verdict switch
        {
            Verdict.Moved => this with { State = step.To, EndedAt = DifferenceMachine.IsOpen(step.To) ? null : at },
            Verdict.Repeat => this,
            Verdict.Refused or Verdict.Quarantined => null,
        };
    }
}
