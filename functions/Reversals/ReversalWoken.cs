using PayFunctions.Core.Failures;

namespace PayFunctions.Reversals;

/// <summary>What one wake of a reversal found.</summary>
/// <param name="Failed">Why its provider could not be asked, where asking again soon may help; null where it was.</param>
public sealed record ReversalWoken(ReversalStanding Standing, FailureCause? Failed = null);
