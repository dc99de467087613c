using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Shadow;

/// <summary>How a second rule set would have judged the same input. Told, and never applied.</summary>
/// <param name="Refusal">Why the shadow run itself was refused, with what it was to read; null when it was not.</param>
/// <param name="Changes">Key by key, in the order of the runs' findings; empty when <paramref name="IsWhole"/> is false.</param>
/// <param name="IsWhole">False when there were too many findings to compare them one by one.</param>
public sealed record ShadowReport(
    BillRefusal? Refusal, Coverage Applied, Coverage Shadow, IReadOnlyList<ShadowChange> Changes, bool IsWhole)
{
    /// <summary>Whether both judged the same.</summary>
    public bool Agrees => Refusal is null && Changes.Count == 0
        && DifferenceKinds.All.All(kind => Applied.Found(kind) == Shadow.Found(kind));
}
