using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Shadow;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>Two sides that were compared, and what came of it.</summary>
/// <param name="Shadow">What other rules would have made of it; null when none were asked for.</param>
internal sealed record Compared(string Channel, Coverage Coverage, ListedDifferences Listed, ShadowReport? Shadow)
{
    public bool Agrees => Coverage.Disagreements == 0;
}
