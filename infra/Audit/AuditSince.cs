namespace PayFunctions.Infra.Audit;

/// <summary>
/// Since when there is an audit. What last moved before has no chain, and none is missing; what moved after must have one.
/// </summary>
/// <param name="Began">The system's first entry; null: there is none, and nothing can be said to be missing.</param>
internal readonly record struct AuditSince(DateTimeOffset? Began)
{
    /// <summary>While a version is rolled out, instances of the one before still write without.</summary>
    private static readonly TimeSpan Rollout = TimeSpan.FromDays(1);

    /// <summary>The verdict on what has rows and no chain.</summary>
    /// <param name="moved">When it last moved; null: nobody can tell.</param>
    public AuditVerdict WithoutChain(string name, DateTimeOffset? moved) => IsBefore(moved)
        ? new(name, 0, null) { Unproved = "all of it is from before the audit: its chain begins with what comes next" }
        : new(name, 0, new(1, $"it has no audit, and moved {moved:u}, when there was one"));

    public bool IsBefore(DateTimeOffset? moved) => Began is null || moved is null || moved < Began + Rollout;
}
