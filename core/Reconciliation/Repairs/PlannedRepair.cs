using PayFunctions.Core.Reconciliation.Causes;

namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>What is to be done about one difference, and who has to agree.</summary>
/// <param name="Id">Of the difference: the same in every run that finds it.</param>
/// <param name="Amount">What is at stake, in minor units and without a sign.</param>
/// <param name="Why">The rule, and what held it back where it was.</param>
public sealed record PlannedRepair(
    string Id, ExplainedDifference Difference, RepairAction Action, ApprovalNeed Need, long Amount, string Why);
