using System.Text;
using PayFunctions.Core;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;

namespace PayFunctions.Tests.Core.Reconciliation;

public class AlipayTradeBillTests
{
    private const string Header =
        "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,对方账户,订单金额（元）,商家实收（元）,退款批次号/请求号,服务费（元）,备注\r\n";

    private const string Begin =
        "#支付宝业务明细查询\r\n#账号：[20880000000000010156]\r\n#---------业务明细列表--------\r\n";

    private const string Rows =
        "2026112022001400000000000001\t,ORD0001\t,交易,茶, 绿,2026-11-20 08:00:00,2026-11-20 08:00:05,\t,12.30,12.20,\t,-0.07,\r\n"
        + "2026112022001400000000000001\t,ORD0001\t,退款,茶, 绿,2026-11-20 08:00:00,2026-11-20 09:30:00,\t,-0.30,-0.30,RF0001\t,0.01,\r\n";

    private const string End =
        "#---------业务明细列表结束--------\r\n#交易合计：1笔，商家实收共12.20元，商家优惠共0.00元\r\n"
        + "#退款合计：1笔，商家实收退款共-0.30元，商家优惠退款共0.00元\r\n#导出时间：[2026年11月21日 09:00:00]\r\n";

    internal const string Whole = Begin + Header + Rows + End;

    [Fact]
    public void Comments_tabs_signs_and_a_comma_in_a_name_are_seen_through()
    {
        var (rows, refusal) = Read(Begin + Header + Rows + End);

        Assert.Null(refusal);
        Assert.Equal(
            [(MovementKind.Payment, "ORD0001", "", 1230L, 7000L), (MovementKind.Refund, "ORD0001", "RF0001", 30L, -1000L)],
            rows.Select(row => (row.Kind, row.OrderId, row.Reference, row.Amount, row.Fee!.Value)));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.FromHours(8)), rows[1].At);
        Assert.Equal(5, rows[0].Line);
    }

    [Fact]
    public void What_was_taken_back_as_a_whole_has_no_request_s_number()
    {
        var (rows, refusal) = Read((Begin + Header + Rows + End).Replace(",RF0001\t,", ",\t,"));

        Assert.Null(refusal);
        Assert.Equal((MovementKind.Refund, "ORD0001", ""), (rows[1].Kind, rows[1].OrderId, rows[1].Reference));
    }

    [Fact]
    public void A_day_without_trade_is_a_bill() => Assert.Null(Read(
        Begin + Header + End.Replace("1笔", "0笔").Replace("12.20", "0.00").Replace("-0.30", "0.00")).Refusal);

    [Theory]
    [InlineData("交易合计：1笔", "交易合计：2笔", BillFault.Summary, 8)]
    [InlineData("共-0.30元", "共-0.31元", BillFault.Summary, 9)]
    [InlineData("#退款合计：1笔，商家实收退款共-0.30元，商家优惠退款共0.00元\r\n", "", BillFault.Summary, 9)]
    [InlineData("列表结束", "列表", BillFault.Summary, 7)]
    [InlineData(",退款,", ",转账,", BillFault.UnknownWord, 6)]
    [InlineData(",-0.30,-0.30", ",0.30,-0.30", BillFault.Cell, 6)]
    [InlineData("服务费（元）", "服务费", BillFault.Header, 4)]
    public void What_contradicts_itself_is_refused(string good, string bad, BillFault fault, long line)
    {
        var (rows, refusal) = Read((Begin + Header + Rows + End).Replace(good, bad));

        Assert.Empty(rows);
        Assert.Equal((fault, line), (refusal!.Fault, refusal.Line));
    }

    [Fact]
    public void A_bill_without_its_end_is_cut_short() => Assert.Equal(BillFault.Summary, Read(Begin + Header + Rows).Refusal?.Fault);

    [Fact]
    public void Half_a_GBK_character_is_refused_where_it_stands()
    {
        var bytes = Gbk(Begin + Header + Rows + End);
        var at = bytes.AsSpan().IndexOf(Gbk("茶"));

        var (_, refusal) = BillText.Read(AlipayTradeBill.Instance, [.. bytes[..at], .. bytes[(at + 1)..]]);

        Assert.Equal((BillFault.Encoding, 5L), (refusal!.Fault, refusal.Line));
    }

    [Fact]
    public void The_archive_has_its_summary_beside_it()
    {
        var packed = Packed.Zip(("0156_20261120_业务明细.csv", Gbk(Begin + Header + Rows + End)), ("0156_20261120_业务明细(汇总).csv", Gbk("#x")));

        Assert.Equal(2, BillText.Read(AlipayTradeBill.Instance, packed).Rows.Count);
    }

    [Fact]
    public void The_published_layout_reads() => Assert.Equal(
        [10000, 3000, 1], BillText.Read(AlipayTradeBill.Instance, Vectors.Bytes("alipay", "bill-detail-gbk.csv")).Rows.Select(row => row.Amount));

    [Fact]
    public void The_published_archive_reads() => Assert.Equal(
        3, BillText.Read(AlipayTradeBill.Instance, Vectors.Bytes("alipay", "bill-trade.csv.zip")).Rows.Count);

    private static (IReadOnlyList<MovementRow> Rows, BillRefusal? Refusal) Read(string text) =>
        BillText.Read(AlipayTradeBill.Instance, Gbk(text));

    private static byte[] Gbk(string text) => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text);
}
