using PayFunctions.Core.Reconciliation.Causes;

namespace PayFunctions.Core.Reconciliation.Quality;

/// <summary>When a difference came to be, when it was found, and when it was gone.</summary>
/// <param name="HappenedAt">When the money moved, or should have.</param>
/// <param name="RepairedAt">When a repair was done, or a later run did not find it any more; null: still there.</param>
public sealed record DifferenceLife(
    CauseKind Cause, DateTimeOffset HappenedAt, DateTimeOffset DetectedAt, DateTimeOffset? RepairedAt);
