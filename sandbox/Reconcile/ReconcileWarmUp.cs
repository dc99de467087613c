using System.Text;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Reports;

namespace PayFunctions.Sandbox.Reconcile;

/// <summary>
/// Compares two lines of ours while the command's own line is still being parsed: a second core has nothing else to do then, and the
/// comparison that people wait for finds its code compiled. Of a day of a million rows that is some 5 %.
/// </summary>
internal static class ReconcileWarmUp
{
    private const string Ledger = "2026-11-20T00:00:00Z,payment,A1,,4200000000000000000000000001,100,CNY,0.600,succeeded\n"
        + "2026-11-20T00:00:01Z,refund,A2,R2,5030000000000000000000000000002,100,CNY,,succeeded\n";

    private const string Other = "2026-11-20T00:00:00Z,payment,A1,,4200000000000000000000000001,101,CNY,0.600,succeeded\n";

    public static void Start() => new Thread(Run) { IsBackground = true, Name = "reconcile warm-up" }.Start();

    private static void Run()
    {
        BillCheck.Run(Source("bill", WeChatTradeBill.Instance, Bill())); // First what is wanted first: reading, then comparing, then telling.
        var csv = new DifferenceCsv(Stream.Null);
        var reconciler = new Reconciler(new() { Memory = 0, Partitions = 1, Workers = 1, Spill = () => new MemoryStream() });
        reconciler.Run(new([Source("ledger", LedgerFile.Instance, Ledger)], [Source("other", LedgerFile.Instance, Other)]), csv);
        csv.Flush();
    }

    private static string Bill() =>
        "交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,微信退款单号,商户退款单号,退款金额,退款状态,手续费\r\n"
        + "`2026-11-20 08:00:00,`1900000001,`4200000000000000000000000001,`A1,`SUCCESS,`CNY,`1.00,`0,`0,`0.00,`,`0.00600\r\n"
        + "总交易单数,应结订单总金额,退款总金额,手续费总金额\r\n`1.0,`1.00,`0.00,`0.00600\r\n";

    private static IMovementSource Source(string name, BillFormat format, string text)
    {
        var bytes = new MemoryStream(Encoding.UTF8.GetBytes(format is LedgerFile ? $"{LedgerFile.Header}\n{text}" : text));
        return BillContainer.Open(name, bytes, format, BillExpectation.Nothing).Source
            ?? throw new InvalidOperationException("What is compared to warm up does not read.");
    }
}
