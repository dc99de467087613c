using PayFunctions.Core.Failures;

namespace PayFunctions.Orders;

/// <summary>What one wake of an order found.</summary>
/// <param name="Failed">Why its provider could not be asked, where asking again soon may help; null where it was.</param>
public sealed record Woken(Standing Standing, FailureCause? Failed = null);
