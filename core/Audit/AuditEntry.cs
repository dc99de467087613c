namespace PayFunctions.Core.Audit;

/// <summary>Something that was done, or that somebody decided.</summary>
/// <param name="Actor">Who: a person by the name that they gave, or the part of the system that acted.</param>
/// <param name="Action">What, in one word of a closed list of the caller's: <c>Approved</c>.</param>
/// <param name="Subject">On what: an order, a refund, a difference's id, a setting.</param>
/// <param name="Detail">The reason, the amounts; empty when there is nothing to add.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string Subject, string Detail)
{
    /// <summary>The trace that it was done in, 32 hex digits; empty where there was none.</summary>
    public string Trace { get; init; } = "";
}
