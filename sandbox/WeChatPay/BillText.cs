using System.Globalization;
using System.Text;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>A bill as the provider writes it: UTF-8 with its mark, CRLF, a backtick before each value.</summary>
internal static class BillText
{
    private const string TradeHeader =
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,"
        + "代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注";

    private const string FundHeader =
        "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号";

    public static byte[] Trades(IReadOnlyList<BillLine> lines, string appId)
    {
        var text = new StringBuilder().Append(TradeHeader).Append("\r\n");
        foreach (var line in lines) Row(text, Cells(line, appId));
        var paid = lines.Where(line => !line.IsRefund).Sum(line => line.Amount);
        var back = lines.Where(line => line.IsRefund).Sum(line => line.Amount);
        text.Append("总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n");
        Row(text, [$"{lines.Count}.0", Yuan(paid), Yuan(back), "0.0", Fee(lines.Sum(line => line.FeeYuan)), Yuan(paid), Yuan(back)]);
        return WithMark(text);
    }

    public static byte[] Funds(IReadOnlyList<BillLine> lines)
    {
        var text = new StringBuilder().Append(FundHeader).Append("\r\n");
        var (incomes, expenses, income, expense, flow) = (0, 0, 0L, 0L, 0);
        foreach (var line in lines.Where(line => line.RefundState is not ("FAIL" or "CHANGE"))) // That money has not moved.
        {
            var number = line.IsRefund ? line.RefundId : line.TransactionId;
            var voucher = line.IsRefund ? line.OutRefundNo : line.OutTradeNo;
            Move(line.At, number, line.IsRefund ? "退款" : "交易", isIncome: !line.IsRefund, line.Amount, voucher);
            if (line.FeeYuan > 0) Move(line.At, number, "扣除交易手续费", isIncome: false, (long)(line.FeeYuan * 100), voucher);
        }

        text.Append("资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n");
        Row(text, [$"{incomes + expenses}", $"{incomes}", Yuan(income), $"{expenses}", Yuan(expense)]);
        return WithMark(text);

        void Move(DateTimeOffset at, string number, string name, bool isIncome, long fen, string voucher)
        {
            if (isIncome) (incomes, income) = (incomes + 1, income + fen);
            else (expenses, expense) = (expenses + 1, expense + fen);
            Row(text, [
                Beijing(at), number, $"1900{++flow:D24}", name, name, isIncome ? "收入" : "支出", Yuan(fen), Yuan(income - expense),
                "system", "", voucher,
            ]);
        }
    }

    private static string[] Cells(BillLine line, string appId)
    {
        var (paid, back) = line.IsRefund ? ("0.00", Yuan(line.Amount)) : (Yuan(line.Amount), "0.00");
        return
        [
            Beijing(line.At), appId, line.MerchantId, "0", "", line.TransactionId, line.OutTradeNo, "oSandbox", "NATIVE",
            line.State, "OTHERS", line.Currency, paid, "0.00", line.RefundId, line.OutRefundNo, back, "0.00",
            line.IsRefund ? "ORIGINAL" : "", line.RefundState, "a pot of tea, green", "", Fee(line.FeeYuan), "0.60%", paid, back, "",
        ];
    }

    private static void Row(StringBuilder text, string[] cells) =>
        text.Append('`').AppendJoin(",`", cells).Append("\r\n");

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Fee(decimal yuan) => yuan.ToString("0.00000", CultureInfo.InvariantCulture);

    private static string Beijing(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static byte[] WithMark(StringBuilder text) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
}
