using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>The third side: what the trade bill must have done to the account, and what the account's own bill says.</summary>
public class WeChatFundBillTests
{
    [Fact]
    public void The_account_moved_as_the_trade_bill_says() => Assert.Empty(Compare(BillText.Fund));

    [Fact]
    public void A_fee_that_differs_is_found_on_its_own_line()
    {
        var difference = Assert.Single(Compare(BillText.Fund.Replace("`0.07,`12.23", "`0.09,`12.21").Replace("`2.36", "`2.38")));

        Assert.Equal((DifferenceKind.Fee, MovementKind.Fee), (difference.Kind, difference.First.Kind));
        Assert.Equal((7L, 9L), (difference.Here[0].Amount, difference.There[0].Amount));
    }

    [Theory]
    [InlineData("`3,`1,`12.30", "`4,`1,`12.30", 1)]
    [InlineData("`2.36", "`2.37", 5)]
    public void A_summary_that_disagrees_refuses_the_bill(string good, string bad, int column)
    {
        var (_, refusal) = BillText.Read(WeChatFundBill.Instance, BillText.WithMark(BillText.Fund.Replace(good, bad)));

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
