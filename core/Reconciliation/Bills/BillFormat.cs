using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>One kind of bill: how its text is cut, and what a header makes of it.</summary>
public abstract class BillFormat
{
    /// <summary>How an order calls the channel: <c>wechatpay</c>.</summary>
    public abstract string Channel { get; }

    internal abstract CellRules Cells { get; }

    /// <summary>Lines before the header, such as comments, begin with this; none do when it is empty.</summary>
    internal virtual string Preamble => "";

    /// <summary>What begins the lines after the last movement; empty when none follow.</summary>
    internal virtual string Tail => "";

    /// <summary>Whether a file without those lines is cut short.</summary>
    internal virtual bool NeedsTail => Tail.Length > 0;

    /// <summary>Null when the file shows it: by its mark, or by its first line.</summary>
    internal virtual Encoding? Encoding => null;

    /// <summary>A bill of fixed widths has no header line.</summary>
    internal virtual bool HasHeader => true;

    /// <summary>Whether blanks and tabs around a cell are no part of it.</summary>
    internal virtual bool IsPadded => false;

    /// <summary>Whether an archive's entry is the bill, and not what comes with it.</summary>
    internal virtual bool IsBill(string entryName) => true;

    /// <summary>Finds the columns.</summary>
    /// <returns>The layout of this very file, or what its header lacks.</returns>
    internal abstract BillLayout Open(HeaderNames header, Encoding encoding);
}
