using System.Text;
using PayFunctions.Core;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;

namespace PayFunctions.Tests.Core.Reconciliation;

public class WeChatTradeBillTests
{
    private static readonly string[] Columns = BillText.TradeHeader.TrimEnd().Split(',');

    [Fact]
    public void A_payment_and_its_refund_read_as_movements()
    {
        var (rows, refusal) = Read(BillText.Trade);

        Assert.Null(refusal);
        var line = BillText.WithMark(BillText.TradeHeader).Length;
        MovementRow payment = new(
            MovementKind.Payment, MovementStatus.Succeeded, "ORD0001", "", "4200000000202611200000000001", 1230, Currency.Cny,
            7381, new(2026, 11, 20, 0, 0, 1, TimeSpan.Zero), "", 2, line);
        MovementRow refund = new(
            MovementKind.Refund, MovementStatus.Processing, "ORD0001", "RF0001", "50000000000000000000000000001", 230, Currency.Cny,
            -1000, new(2026, 11, 20, 1, 30, 0, TimeSpan.Zero), "", 3, line + Encoding.UTF8.GetByteCount(BillText.Payment));
        Assert.Equal([payment, refund], rows);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zip")]
    [InlineData("gbk")]
    [InlineData("line feeds")]
    [InlineData("no last line end")]
    public void The_same_bill_reads_the_same_in_every_dress(string dress)
    {
        var plain = BillText.WithMark(BillText.Trade);
        var (expected, _) = Read(BillText.Trade);

        var (rows, refusal) = BillText.Read(WeChatTradeBill.Instance, dress switch
        {
            "gzip" => Packed.Gzip(plain),
            "zip" => Packed.Zip(("bill.csv", plain)),
            "gbk" => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(BillText.Trade),
            "line feeds" => BillText.WithMark(BillText.Trade.Replace("\r\n", "\n")),
            _ => plain[..^2],
        });

        Assert.Null(refusal);
        Assert.Equal(expected.Select(row => row with { Offset = 0 }), rows.Select(row => row with { Offset = 0 }));
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order()
    {
        string Turned(string line) => string.Join(",`", line.TrimEnd().TrimStart('`').Split(",`").Reverse());
        var text = string.Join(',', Columns.Reverse()) + "\r\n`" + Turned(BillText.Payment) + "\r\n`" + Turned(BillText.Refund) + "\r\n"
            + BillText.Trade[BillText.Trade.IndexOf("总交易单数", StringComparison.Ordinal)..];

        var (rows, refusal) = Read(text);

        Assert.Null(refusal);
        Assert.Equal([1230, 230], rows.Select(row => row.Amount));
    }

    [Fact]
    public void A_text_that_holds_the_separator_itself_moves_no_column()
    {
        var (rows, refusal) = Read(BillText.Trade.Replace("tea, \"green\"", "tea,`green,`"));

        Assert.Null(refusal);
        Assert.Equal([7381, -1000], rows.Select(row => row.Fee));
    }

    [Fact]
    public void A_day_without_trade_is_a_bill()
    {
        var (rows, refusal) = Read(BillText.TradeHeader + BillText.TradeSummary + "`0,`0.0,`0.0,`0.0,`0.0,`0.0,`0.0\r\n");

        Assert.Null(refusal);
        Assert.Empty(rows);
    }

    private static (IReadOnlyList<MovementRow> Rows, BillRefusal? Refusal) Read(string text) =>
        BillText.Read(WeChatTradeBill.Instance, BillText.WithMark(text));
}
