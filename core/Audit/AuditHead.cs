namespace PayFunctions.Core.Audit;

/// <summary>Where a chain ends. Kept elsewhere, it shows rows that were cut off the end.</summary>
/// <param name="Count">How many rows there are.</param>
/// <param name="Hash">The last row's; of an empty chain, the run's own.</param>
public sealed record AuditHead(int Count, string Hash);
