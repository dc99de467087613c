using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>Bills as they were published, read in place; <see cref="WeChatTradeBillTests"/> asks the same of bills of our own.</summary>
public class WeChatVectorTests
{
    [Fact]
    public void The_published_bill_of_45_lines_agrees_with_its_summary()
    {
        var (rows, refusal) = Read("bill-trade-all.csv", new());

        Assert.Null(refusal);
        Assert.Equal((31, 14), (rows.Count(row => row.Kind == MovementKind.Payment), rows.Count(row => row.Kind == MovementKind.Refund)));
        Assert.Equal(47, rows.Where(row => row.Kind == MovementKind.Payment).Sum(row => row.Amount));
    }

    [Fact]
    public void The_published_hash_is_that_of_the_published_bill() => Assert.Equal(
        3, Read("bill-trade-hashed.csv", new() { Hash = "dcd7ceb3d382a1181798368bb15d8437de46c00f" }).Rows.Count);

    [Fact]
    public void The_published_fund_bill_lacks_a_line_that_its_summary_counts() => Assert.Equal(
        (BillFault.Summary, 5, 1),
        BillText.Read(WeChatFundBill.Instance, Vectors.Bytes("wechatpay", "bill-fundflow.csv")).Refusal is { } refusal
            ? (refusal.Fault, refusal.Line, refusal.Column) : default);

    private static (IReadOnlyList<MovementRow> Rows, BillRefusal? Refusal) Read(string name, BillExpectation expectation) =>
        BillText.Read(WeChatTradeBill.Instance, Vectors.Bytes("wechatpay", name), expectation);
}
