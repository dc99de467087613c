namespace PayFunctions.Core.Audit;

/// <summary>An entry in its place in the chain.</summary>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="Before">The hash of the row before it; of the first, the run's own.</param>
/// <param name="Hash">SHA-256 over all of this, in lower-case hex.</param>
public sealed record AuditRow(int Sequence, AuditEntry Entry, string Before, string Hash);
