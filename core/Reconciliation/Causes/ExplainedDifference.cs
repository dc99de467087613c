using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Causes;

/// <summary>A difference and why it is there.</summary>
public sealed record ExplainedDifference(DifferenceRow Difference, Cause Cause);
