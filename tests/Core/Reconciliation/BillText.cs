using System.Text;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>Reads one bill's bytes as a run would.</summary>
internal static class BillText
{
    public const string TradeHeader =
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,"
        + "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n";

    public const string TradeSummary = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n";

    public const string Payment =
        "`2026-11-20 08:00:01,`wx0000000000000001,`1900000001,`0,`,`4200000000202611200000000001,`ORD0001,`oAAAA,`NATIVE,`SUCCESS,`OTHERS,"
        + "`CNY,`12.30,`0.00,`0,`0,`0.00,`0.00,`,`,`tea, \"green\",`a`b,`0.07381,`0.60%,`12.30,`0.00,`\r\n";

    public const string Refund =
        "`2026-11-20 09:30:00,`wx0000000000000001,`1900000001,`0,`,`4200000000202611200000000001,`ORD0001,`oAAAA,`NATIVE,`REFUND,`OTHERS,"
        + "`CNY,`0.00,`0.00,`50000000000000000000000000001,`RF0001,`2.30,`0.00,`ORIGINAL,`PROCESSING,`tea, \"green\",`a`b,`-0.01000,`0.60%,`0.00,`2.30,`\r\n";

    public const string Trade = TradeHeader + Payment + Refund + TradeSummary + "`2.0,`12.30,`2.30,`0.0,`0.06381,`12.30,`2.30\r\n";

    public const string FundHeader =
        "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号\r\n";

    public const string FundRows =
        "`2026-11-20 08:00:02,`4200000000202611200000000001,`1,`交易,`交易,`收入,`12.30,`12.30,`system,`,`ORD0001\r\n"
        + "`2026-11-20 08:00:02,`4200000000202611200000000001,`2,`扣除交易手续费,`扣除交易手续费,`支出,`0.07,`12.23,`system,`a, b,`ORD0001\r\n"
        + "`2026-11-20 09:30:01,`50000000000000000000000000001,`3,`退款,`退款,`支出,`2.29,`9.94,`system,`退款总金额2.30元;含手续费0.01元,`RF0001\r\n";

    public const string Fund = FundHeader + FundRows + "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n`3,`1,`12.30,`2,`2.36\r\n";

    /// <summary>Our side of <see cref="Trade"/>.</summary>
    public const string Ledger =
        LedgerFile.Header + "\n2026-11-20T00:00:01Z,payment,ORD0001,,4200000000202611200000000001,1230,CNY,7.381,succeeded\n"
        + "2026-11-20T01:30:00Z,refund,ORD0001,RF0001,,230,CNY,,succeeded\n";

    public static byte[] WithMark(string text) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];

    public static (IReadOnlyList<MovementRow> Rows, BillRefusal? Refusal) Read(
        BillFormat format, byte[] bytes, BillExpectation? expectation = null, string name = "bill.csv")
    {
        var (source, refusal) = BillContainer.Open(name, new MemoryStream(bytes), format, expectation ?? new());
        if (refusal is not null) return ([], refusal);
        var list = new DifferenceList();
        var run = new Reconciler(new() { Partitions = 1, Workers = 1, Spill = () => new MemoryStream() })
            .Run(new([], [source!]), list, TestContext.Current.CancellationToken);
        return ([.. list.Rows.SelectMany(one => one.There).OrderBy(row => row.Line)], run.Refusal);
    }
}
