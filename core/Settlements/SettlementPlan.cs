using PayFunctions.Core.Splits;

namespace PayFunctions.Core.Settlements;

/// <summary>What comes next of a deferred settlement.</summary>
/// <param name="Release">The split that releases the rest, with <see cref="SettlementStep.Release"/>; else the one that is
/// waited for, or null.</param>
public sealed record SettlementPlan(SettlementStep Step, NewSplit? Release = null, Split? Waits = null);
