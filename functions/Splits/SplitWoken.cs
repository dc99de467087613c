using PayFunctions.Core.Failures;

namespace PayFunctions.Splits;

/// <summary>What one wake of a split or a return found.</summary>
/// <param name="Failed">Why its provider could not be asked, where asking again soon may help; null where it was.</param>
public sealed record SplitWoken(SplitStanding Standing, FailureCause? Failed = null);
