using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>One file's columns. Many threads read rows by it at once.</summary>
internal abstract class BillLayout
{
    /// <summary>How many cells each row has.</summary>
    public abstract int Cells { get; }

    /// <summary>The last column of free text, which may hold a separator itself; -1 when none does.</summary>
    public virtual int FreeText => -1;

    /// <summary>The cells' widths in bytes, one blank between them; empty where separators cut.</summary>
    public virtual ReadOnlySpan<int> FixedWidths => [];

    /// <summary>Puts a row into the lane and adds to the totals; a row that does not read carries its fault away.</summary>
    public abstract void Read(ref BillRow row, MovementLane lane, BillTotals totals);

    /// <summary>Holds the totals of all rows against what the bill's last lines say.</summary>
    /// <returns>What disagrees, and on which of the lines.</returns>
    public abstract TailFault? CheckTail(BillTail tail, BillTotals totals);
}
