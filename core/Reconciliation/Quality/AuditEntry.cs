namespace PayFunctions.Core.Reconciliation.Quality;

/// <summary>Something that a run did, or that somebody decided in it.</summary>
/// <param name="Actor">Who: a person by the name that they gave, or the part of the system that acted.</param>
/// <param name="Action">What, in one word of a closed list of the caller's: <c>Approved</c>.</param>
/// <param name="Subject">On what: a difference's id, a bill, the run itself.</param>
/// <param name="Detail">The reason, the amounts; empty when there is nothing to add.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string Subject, string Detail);
