using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>UnionPay's settlement file of transactions, ZM: fixed widths in bytes, one blank between fields, no header, no totals.</summary>
/// <remarks>
/// Source: ports of acp 5.1.0's file interface (the specification is not public). GBK; amounts in fen; times without a year,
/// which the clearing date gives. Fields through the 40th are read; what follows differs by edition.
/// </remarks>
/// <param name="settled">The clearing date.</param>
/// <param name="chargeSign">Which of C and D stands before a fee that the merchant pays; a sample has D.</param>
public sealed class UnionPayBill(DateOnly settled, char chargeSign = 'D') : BillFormat
{
    public const string Name = "unionpay";

    public override string Channel => Name;

    internal override CellRules Cells => CellRules.Fixed;

    internal override Encoding Encoding => BillEncodings.Gbk;

    internal override bool IsPadded => true;

    internal override bool HasHeader => false;

    /// <summary>The archive holds files of errors and others beside it.</summary>
    internal override bool IsBill(string entryName) =>
        entryName.Contains("ZM_", StringComparison.Ordinal) || !entryName.Contains("ZM", StringComparison.Ordinal);

    internal override BillLayout Open(HeaderNames header, Encoding encoding) => new UnionPayLayout(settled, (byte)chargeSign);
}
