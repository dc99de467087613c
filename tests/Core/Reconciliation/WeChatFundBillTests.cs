using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>The third side: what the trade bill must have done to the account, and what the account's own bill says.</summary>
public class WeChatFundBillTests
{
    private const string Header =
        "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号\r\n";

    private const string Rows =
        "`2026-11-20 08:00:02,`4200000000202611200000000001,`1,`交易,`交易,`收入,`12.30,`12.30,`system,`,`ORD0001\r\n"
        + "`2026-11-20 08:00:02,`4200000000202611200000000001,`2,`扣除交易手续费,`扣除交易手续费,`支出,`0.07,`12.23,`system,`a, b,`ORD0001\r\n"
        + "`2026-11-20 09:30:01,`50000000000000000000000000001,`3,`退款,`退款,`支出,`2.29,`9.94,`system,`退款总金额2.30元;含手续费0.01元,`RF0001\r\n";

    private const string Fund = Header + Rows + "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n`3,`1,`12.30,`2,`2.36\r\n";

    [Fact]
    public void The_account_moved_as_the_trade_bill_says() => Assert.Empty(Compare(Fund));

    [Fact]
    public void A_fee_that_differs_is_found_on_its_own_line()
    {
        var difference = Assert.Single(Compare(Fund.Replace("`0.07,`12.23", "`0.09,`12.21").Replace("`2.36", "`2.38")));

        Assert.Equal((DifferenceKind.Amount, MovementKind.Fee), (difference.Kind, difference.First.Kind));
        Assert.Equal((7L, 9L), (difference.Here[0].Amount, difference.There[0].Amount));
    }

    [Theory]
    [InlineData("`3,`1,`12.30", "`4,`1,`12.30", 1)]
    [InlineData("`2.36", "`2.37", 5)]
    public void A_summary_that_disagrees_refuses_the_bill(string good, string bad, int column)
    {
        var (_, refusal) = BillText.Read(WeChatFundBill.Instance, BillText.WithMark(Fund.Replace(good, bad)));

        Assert.Equal((BillFault.Summary, 6, column), (refusal!.Fault, refusal.Line, refusal.Column));
    }

    private static IReadOnlyList<DifferenceRow> Compare(string fund)
    {
        var (trade, _) = BillText.Read(WeChatTradeFunds.Instance, BillText.WithMark(BillText.Trade));
        var (account, refusal) = BillText.Read(WeChatFundBill.Instance, BillText.WithMark(fund));
        Assert.Null(refusal);
        return Engine.Compare(trade, account.Select(row => row with { ProviderId = "" })).Differences;
    }
}
