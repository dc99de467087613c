using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Our own side as a file: CSV in UTF-8, found by the names of its columns, in any order.</summary>
/// <remarks>
/// <c>at</c> (RFC 3339 in UTC), <c>kind</c> (payment, refund, reversal, fee, split, other), <c>orderId</c>, <c>refundId</c>
/// (a refund's own id), <c>transactionId</c> (may be empty), <c>amount</c> (minor units), <c>currency</c>, <c>fee</c> (minor
/// units with up to 3 decimals; empty when unknown), <c>status</c> (succeeded, processing, failed, closed).
/// </remarks>
public sealed class LedgerFile : BillFormat
{
    public const string Header = "at,kind,orderId,refundId,transactionId,amount,currency,fee,status";

    public static LedgerFile Instance { get; } = new();

    public override string Channel => "ledger";

    internal override CellRules Cells => CellRules.Comma;

    internal override Encoding Encoding => BillEncodings.Utf8;

    internal override BillLayout Open(HeaderNames header, Encoding encoding) => new LedgerLayout(header);
}
