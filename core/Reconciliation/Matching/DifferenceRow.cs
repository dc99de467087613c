namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A finding to keep. A carried movement has one row, on its own side.</summary>
public sealed record DifferenceRow(
    DifferenceKind Kind, DifferenceAspects Aspects, IReadOnlyList<MovementRow> Here, IReadOnlyList<MovementRow> There)
{
    /// <summary>Where it was found. Of account and bill, rows are keyed by the provider's numbers, and ours are beside them.</summary>
    public ComparedBooks Books { get; init; }

    /// <summary>What it is called here: the order's number, or that of a refund where the account's bill tells no other.</summary>
    public string OrderId => Books == ComparedBooks.LedgerAndBill || First.ProviderId.Length == 0 ? First.OrderId : First.ProviderId;

    /// <summary>The row by which a finding is spoken of: ours, or else theirs.</summary>
    public MovementRow First => Here.Count > 0 ? Here[0] : There[0];
}
