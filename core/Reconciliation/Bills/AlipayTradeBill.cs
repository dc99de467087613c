using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Alipay's trade bill, the detail file of its archive: comments, a header, rows, comments with totals.</summary>
/// <remarks>
/// Source: Alipay opendocs, alipay.data.dataservice.bill.downloadurl.query, type trade. GBK; cells padded with tabs; yuan with
/// 2 decimals, refunds negative, fees negative when charged; times in China. Columns are found by name: editions have 25 to 29.
/// </remarks>
public sealed class AlipayTradeBill : BillFormat
{
    public static AlipayTradeBill Instance { get; } = new();

    public override string Channel => "alipay";

    internal override CellRules Cells => CellRules.Comma;

    internal override Encoding Encoding => BillEncodings.Gbk;

    internal override bool IsPadded => true;

    internal override string Preamble => "#";

    internal override string Tail => "#";

    /// <summary>The archive's other entry has totals by shop.</summary>
    internal override bool IsBill(string entryName) => !entryName.Contains("汇总", StringComparison.Ordinal);

    internal override BillLayout Open(HeaderNames header, Encoding encoding) => new AlipayTradeLayout(header, encoding);
}
