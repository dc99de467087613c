namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>One person's word on a repair.</summary>
/// <param name="By">Who, by the name that they give themselves.</param>
public sealed record Approval(string By, string Reason, DateTimeOffset At);

/// <summary>What one more approval makes of a difference.</summary>
public enum ApprovalOutcome
{
    /// <summary>That was the last one needed.</summary>
    Agreed,

    /// <summary>Somebody else has to agree too.</summary>
    AgreedInPart,

    /// <summary>The same person has agreed before: a second one is needed.</summary>
    SamePerson,

    /// <summary>There is nothing to approve any more, or not yet.</summary>
    NotWaiting,
}

/// <summary>Counts approvals. Pure.</summary>
public static class Approvals
{
    public static ApprovalOutcome Add(
        DifferenceState state, ApprovalNeed need, IReadOnlyList<Approval> before, Approval one)
    {
        return state == DifferenceState.Waiting ? Count(need, before, one) : ApprovalOutcome.NotWaiting;
    }

    /// <summary>The same of a repair that is to be taken back: much money leaves on two people's word only.</summary>
    /// <param name="secondAbove">In minor units: above it one person is not enough.</param>
    public static ApprovalOutcome TakeBack(DifferenceEntry entry, long secondAbove, Approval one)
    {
        if (entry.State != DifferenceState.Repaired) return ApprovalOutcome.NotWaiting;
        var movesMoney = entry.Action != RepairAction.Accept;
        return Count(movesMoney && entry.Amount > secondAbove ? ApprovalNeed.Two : ApprovalNeed.One, entry.TakeBacks, one);
    }

    private static ApprovalOutcome Count(ApprovalNeed need, IReadOnlyList<Approval> before, Approval one)
    {
        if (before.Any(other => string.Equals(other.By, one.By, StringComparison.OrdinalIgnoreCase)))
            return ApprovalOutcome.SamePerson;
        return before.Count + 1 >= (int)need ? ApprovalOutcome.Agreed : ApprovalOutcome.AgreedInPart;
    }
}
