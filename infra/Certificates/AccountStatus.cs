using PayFunctions.Core.Certificates;

namespace PayFunctions.Infra.Certificates;

/// <summary>What is remembered of one account's renewals, and shared among the instances.</summary>
/// <param name="RenewedAt">When the list was last read and kept.</param>
/// <param name="Problem">Why the last attempt failed; null after one that did not.</param>
public sealed record AccountStatus(string Account, LastAttempt Last, DateTimeOffset? RenewedAt, string? Problem);
