using System.Text;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;

namespace PayFunctions.Tests.Core.Reconciliation;

public class ConfiguredBillTests
{
    internal static readonly BillColumns Bank = new()
    {
        Channel = "bank",
        Separator = '|',
        CommentMark = "#",
        OrderId = "商户订单",
        RefundId = "退款号",
        TransactionId = "流水",
        Amount = "金额",
        RefundsAreNegative = true,
        Fee = "手续费",
        Time = "时间",
        TimeFormat = BillTime.ChinaCompact,
        Kind = "类型",
        KindWords = new Dictionary<string, MovementKind> { ["消费"] = MovementKind.Payment, ["退货"] = MovementKind.Refund },
        Status = "状态",
        StatusWords = new Dictionary<string, MovementStatus> { ["S"] = MovementStatus.Succeeded, ["F"] = MovementStatus.Failed },
    };

    internal const string Text =
        "# day\n时间|流水|商户订单|类型|金额|手续费|退款号|状态\n20261120080559|T1|ORD1|消费|12.30|0.07381||S\n"
        + "20261120090000|T2|ORD1|退货|-2.30||R1|F\n# end\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Names_words_units_and_signs_are_a_matter_of_configuration(bool isGbk)
    {
        var bytes = isGbk ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Text) : Encoding.UTF8.GetBytes(Text);

        var (rows, refusal) = BillText.Read(new ConfiguredBill(Bank with { IsGbk = isGbk }), bytes);

        Assert.Null(refusal);
        Assert.Equal(
            [(MovementKind.Payment, MovementStatus.Succeeded, "ORD1", "", 1230L, (long?)7381), (MovementKind.Refund, MovementStatus.Failed, "ORD1", "R1", 230L, null)],
            rows.Select(row => (row.Kind, row.Status, row.OrderId, row.Reference, row.Amount, row.Fee)));
    }

    [Theory]
    [InlineData("退货", "转账", BillFault.UnknownWord, 4, 4)]
    [InlineData("|F\n", "|?\n", BillFault.UnknownWord, 4, 8)]
    [InlineData("12.30", "1,212.30", BillFault.Cell, 3, 5)]
    [InlineData("20261120090000", "2026-11-20", BillFault.Cell, 4, 1)]
    [InlineData("金额", "额", BillFault.Header, 2, 0)]
    [InlineData("|R1|", "|R1|R2|", BillFault.Shape, 4, 0)]
    public void What_the_configuration_does_not_know_is_refused(string good, string bad, BillFault fault, long line, int column)
    {
        var (_, refusal) = BillText.Read(new ConfiguredBill(Bank), Encoding.UTF8.GetBytes(Text.Replace(good, bad)));

        Assert.Equal((fault, line, column), (refusal!.Fault, refusal.Line, refusal.Column));
    }
}
