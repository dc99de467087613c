using PayFunctions.Core.Failures;

namespace PayFunctions.Orders;

/// <summary>What one wake of an order found.</summary>
/// <param name="Failed">Why its provider could not be asked, where asking again soon may help; null where it was.</param>
/// <param name="OthersOpen">Whether attempts that it left are not closed yet at their providers.</param>
public sealed record Woken(Standing Standing, FailureCause? Failed = null, bool OthersOpen = false);
