using PayFunctions.Core.Failures;

namespace PayFunctions.Refunds;

/// <summary>What one wake of a refund found.</summary>
/// <param name="Failed">Why its provider could not be asked, where asking again soon may help; null where it was.</param>
public sealed record RefundWoken(RefundStanding Standing, FailureCause? Failed = null);
