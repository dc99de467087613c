using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Shadow;

/// <summary>A key on which two rule sets judge differently: what each has to tell of it, which may be nothing.</summary>
/// <param name="Key">The order's id, or the refund's.</param>
public sealed record ShadowChange(
    MovementKind Movement, string Key, IReadOnlyList<DifferenceRow> Applied, IReadOnlyList<DifferenceRow> Shadow);
