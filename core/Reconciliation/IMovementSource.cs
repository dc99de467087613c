namespace PayFunctions.Core.Reconciliation;

/// <summary>One side's movements, or a part of them: a bill, an export of the ledger, what was carried over.</summary>
public interface IMovementSource
{
    string Name { get; }

    /// <summary>Takes the next portion, in the file's order; null at the end. One thread at a time asks.</summary>
    IMovementPortion? Next();

    /// <summary>Asked once, after every portion was read: does the source agree with itself?</summary>
    BillRefusal? Finish();
}
