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
        if (state != DifferenceState.Waiting) return ApprovalOutcome.NotWaiting;
        if (before.Any(other => string.Equals(other.By, one.By, StringComparison.OrdinalIgnoreCase)))
            return ApprovalOutcome.SamePerson;
        return before.Count + 1 >= (int)need ? ApprovalOutcome.Agreed : ApprovalOutcome.AgreedInPart;
    }
}
