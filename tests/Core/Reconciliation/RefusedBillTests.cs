using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>A bill that is not sound is refused whole, with the place to look at.</summary>
public class RefusedBillTests
{
    private static readonly byte[] Bill = BillText.WithMark(BillText.Trade);

    [Theory]
    [InlineData("", BillFault.Empty, 0, 0)]
    [InlineData("<html><body>502 Bad Gateway</body></html>", BillFault.NotABill, 1, 1)]
    [InlineData("{\"code\":\"NO_STATEMENT_EXIST\"}", BillFault.NotABill, 1, 1)]
    [InlineData("a,b,c\r\n`1,`2,`3\r\n", BillFault.Header, 1, 0)]
    public void What_is_no_bill_is_refused(string text, BillFault fault, long line, int column) =>
        AssertRefused(BillText.WithMark(text), fault, line, column);

    [Theory]
    [InlineData("`SUCCESS,", "`PAID,", BillFault.UnknownWord, 2, 10)]
    [InlineData("`CNY,`12.30", "`CNY,`12.301", BillFault.Cell, 2, 13)]
    [InlineData("`CNY,`12.30", "`CNY,`1,200.00", BillFault.Cell, 2, 13)]
    [InlineData("`CNY,`12.30", "`XYZ,`12.30", BillFault.UnknownWord, 2, 12)]
    [InlineData("`CNY,`12.30", "`CNY,`12.3O", BillFault.Cell, 2, 13)]
    [InlineData("`-0.01000,", "`-0.010001,", BillFault.Cell, 3, 23)]
    [InlineData("`2026-11-20 09:30:00", "`2026-11-20 24:30:00", BillFault.Cell, 3, 1)]
    [InlineData("`2026-11-20 09:30:00", "`2026-02-30 09:30:00", BillFault.Cell, 3, 1)]
    [InlineData("`2026-11-20 09:30:00", "2026-11-20 09:30:00", BillFault.Shape, 3, 1)]
    [InlineData("`ORD0001,`oAAAA,`NATIVE,`REFUND", "`\"ORD0001\",`oAAAA,`NATIVE,`REFUND", BillFault.Cell, 3, 7)]
    [InlineData("`ORD0001,`oAAAA,`NATIVE,`REFUND", "`ORD0001,`oAAAA,`REFUND", BillFault.Shape, 3, 0)]
    [InlineData("`PROCESSING,", "`MAYBE,", BillFault.UnknownWord, 3, 20)]
    [InlineData("`2.0,`12.30", "`3.0,`12.30", BillFault.Summary, 5, 1)]
    [InlineData("`2.0,`12.30", "`2.0,`12.31", BillFault.Summary, 5, 2)]
    [InlineData("`0.06381", "`0.06382", BillFault.Summary, 5, 5)]
    [InlineData("商户订单号", "商户单号", BillFault.Header, 1, 0)]
    [InlineData("用户标识", "商户订单号", BillFault.Header, 1, 0)]
    public void One_wrong_cell_refuses_the_bill_and_is_named(string good, string bad, BillFault fault, long line, int column) =>
        AssertRefused(BillText.WithMark(Replace(BillText.Trade, good, bad)), fault, line, column);

    [Fact]
    public void The_message_names_file_line_and_column()
    {
        var (_, refusal) = BillText.Read(
            WeChatTradeBill.Instance, BillText.WithMark(Replace(BillText.Trade, "`SUCCESS,", "`PAID,")), name: "20261120.csv");

        Assert.Equal("20261120.csv, line 2, column 10: 'PAID' is no state of a trade that is known here", refusal?.ToString());
    }

    [Fact]
    public void A_bill_without_its_end_is_refused() =>
        AssertRefused(BillText.WithMark(BillText.TradeHeader + BillText.Payment), BillFault.Summary, 3, 0);

    [Fact]
    public void A_character_cut_in_half_is_refused_where_it_stands()
    {
        var at = Bill.AsSpan().IndexOf("tea"u8);
        byte[] broken = [.. Bill[..at], 0xE8, 0x8C, .. Bill[(at + 3)..]];

        AssertRefused(broken, BillFault.Encoding, 2, 21);
    }

    [Fact]
    public void Every_truncation_of_a_compressed_bill_is_refused()
    {
        var packed = Packed.Gzip(Bill);

        Assert.All(Enumerable.Range(1, packed.Length - 1), length =>
            Assert.NotNull(BillText.Read(WeChatTradeBill.Instance, packed[..length]).Refusal));
    }

    [Fact]
    public void Every_truncation_of_an_archive_is_refused()
    {
        var packed = Packed.Zip(("bill.csv", Bill));

        Assert.All(Enumerable.Range(1, packed.Length - 1), length =>
            Assert.NotNull(BillText.Read(WeChatTradeBill.Instance, packed[..length]).Refusal));
    }

    [Theory]
    [InlineData("../bill.csv")]
    [InlineData("/etc/bill.csv")]
    [InlineData("C:\\bill.csv")]
    public void An_archive_that_names_a_path_is_refused(string name) =>
        AssertRefused(Packed.Zip((name, Bill)), BillFault.Container, 0, 0);

    [Fact]
    public void An_archive_with_two_bills_is_refused() =>
        AssertRefused(Packed.Zip(("a.csv", Bill), ("b.csv", Bill)), BillFault.Container, 0, 0);

    [Fact]
    public void A_bomb_is_refused_before_it_has_gone_off()
    {
        var bomb = new byte[64 << 20];
        Array.Fill(bomb, (byte)'\n');

        var (_, refusal) = BillText.Read(WeChatTradeBill.Instance, Packed.Gzip([.. BillText.WithMark(BillText.TradeHeader), .. bomb]));

        Assert.NotNull(refusal);
    }

    [Fact]
    public void A_bill_larger_than_a_bill_is_refused() =>
        Assert.Equal(BillFault.TooLarge, BillText.Read(WeChatTradeBill.Instance, Bill, new() { BytesMax = 100 }).Refusal?.Fault);

    [Theory]
    [InlineData("2026-11-20", null)]
    [InlineData("2026-11-19", BillFault.AnotherDay)]
    [InlineData("2026-11-21", BillFault.AnotherDay)]
    public void A_line_of_another_day_refuses_the_bill(string day, BillFault? fault)
    {
        var window = DayWindow.OfChina(DateOnly.Parse(day, null), TimeSpan.Zero, TimeSpan.FromMinutes(10), daysMax: 1);

        Assert.Equal(fault, BillText.Read(WeChatTradeBill.Instance, Bill, new() { Day = window }).Refusal?.Fault);
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000", BillFault.Hash)]
    [InlineData("", null)]
    public void The_hash_that_was_told_is_held_against_the_bytes(string hash, BillFault? fault)
    {
        var told = hash == "" ? Convert.ToHexString(System.Security.Cryptography.SHA1.HashData(Bill)) : hash;

        Assert.Equal(fault, BillText.Read(WeChatTradeBill.Instance, Packed.Gzip(Bill), new() { Hash = told }).Refusal?.Fault);
    }

    private static string Replace(string text, string good, string bad)
    {
        var at = text.IndexOf(good, StringComparison.Ordinal);
        return text[..at] + bad + text[(at + good.Length)..];
    }

    private static void AssertRefused(byte[] bytes, BillFault fault, long line, int column)
    {
        var (rows, refusal) = BillText.Read(WeChatTradeBill.Instance, bytes);

        Assert.Empty(rows);
        Assert.Equal((fault, line, column), refusal is null ? default : (refusal.Fault, refusal.Line, refusal.Column));
    }
}
