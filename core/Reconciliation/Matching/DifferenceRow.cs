namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A finding to keep. A carried movement has one row, on its own side.</summary>
public sealed record DifferenceRow(
    DifferenceKind Kind, DifferenceAspects Aspects, IReadOnlyList<MovementRow> Here, IReadOnlyList<MovementRow> There)
{
    /// <summary>The row by which a finding is spoken of: ours, or else theirs.</summary>
    public MovementRow First => Here.Count > 0 ? Here[0] : There[0];
}
