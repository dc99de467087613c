using System.Text;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>What providers, proxies and disks have made of bills: each is refused whole, in words that say where to look.</summary>
public class BadInputTests
{
    private const string File = "20261120.csv";

    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
    private static readonly byte[] Bill = BillText.WithMark(BillText.Trade);

    [Theory]
    [InlineData("`CNY,`12.30", "`CNY,`12.301", ", line 2, column 13: '12.301' is no amount with at most 2 decimals")]
    [InlineData("`0.07381,", "`0.073815,", ", line 2, column 23: '0.073815' is no amount with at most 5 decimals")]
    [InlineData("`12.30,`0.00,`\r\n", "`1,200.30,`0.00,`\r\n", ", line 2, column 25: '1,200.30' is no amount with at most 2 decimals")]
    [InlineData("`CNY,`12.30", "`CNY,`1.23E1", ", line 2, column 13: '1.23E1' is no amount with at most 2 decimals")]
    [InlineData("`ORD0001,`oAAAA,`NATIVE,`REFUND", "`\"ORD0001\",`oAAAA,`NATIVE,`REFUND", ", line 3, column 7: '\"ORD0001\"' is quoted, which this bill's cells never are")]
    [InlineData("`2026-11-20 09:30:00", "`2026-11-22 09:30:00", ", line 3, column 1: '2026-11-22 09:30:00' is not of the bill's day")]
    [InlineData("`2.0,`12.30", "`3.0,`12.30", ", line 5, column 1: the summary tells 3.0 of 'lines', and its lines make 2")]
    [InlineData("`2.0,`12.30,`2.30", "`2.0,`12.30,`2.31", ", line 5, column 3: the summary tells 2.31 of '退款总金额', and its lines make 2.3")]
    [InlineData("商户订单号,", "", ", line 1: no column '商户订单号'")]
    public void A_line_that_does_not_read_is_named_with_its_column(string good, string bad, string expected)
    {
        var at = BillText.Trade.IndexOf(good, StringComparison.Ordinal);
        var text = BillText.Trade[..at] + bad + BillText.Trade[(at + good.Length)..];
        var day = DayWindow.OfChina(new(2026, 11, 20), TimeSpan.Zero, TimeSpan.FromMinutes(10), daysMax: 1);

        Assert.Equal(File + expected, Refusal(BillText.WithMark(text), new() { Day = day }));
    }

    [Theory]
    [InlineData("0.00")]
    [InlineData("1230.0")]
    public void Minor_units_have_no_decimals_not_even_zeros(string amount)
    {
        var text = BillText.Ledger.Replace("1230,CNY", amount + ",CNY");

        Assert.Equal(
            $"{File}, line 2, column 6: '{amount}' is no amount with at most 0 decimals",
            Refusal(Encoding.UTF8.GetBytes(text), format: LedgerFile.Instance));
    }

    [Theory]
    [InlineData("", ": there is nothing in it")]
    [InlineData("\r\n\r\n", ": there is nothing in it")]
    [InlineData("<!DOCTYPE html><html><title>504 Gateway Time-out</title></html>", ", line 1, column 1: it is a page or an XML answer, no bill")]
    [InlineData("{\"code\":\"NO_STATEMENT_EXIST\"}", ", line 1, column 1: it is a JSON answer, no bill")]
    [InlineData(BillText.TradeHeader, ", line 2: it ends without its summary, so it is cut short")]
    public void What_came_instead_of_a_bill_is_named(string text, string expected) =>
        Assert.Equal(File + expected, Refusal(BillText.WithMark(text)));

    [Fact]
    public void A_header_in_a_new_order_is_read_by_its_names()
    {
        var header = BillText.TradeHeader.TrimEnd().Split(',');
        var cells = BillText.Payment.TrimEnd()[1..].Split(",`");
        (header[0], header[6], cells[0], cells[6]) = (header[6], header[0], cells[6], cells[0]);
        var text = string.Join(',', header) + "\r\n`" + string.Join(",`", cells) + "\r\n"
            + BillText.TradeSummary + "`1,`12.30,`0,`0.0,`0.07381,`12.30,`0\r\n";

        var (rows, refusal) = BillText.Read(WeChatTradeBill.Instance, BillText.WithMark(text));

        Assert.Null(refusal);
        Assert.Equal("ORD0001", Assert.Single(rows).OrderId);
    }

    [Fact]
    public void Half_a_character_of_GBK_is_named_where_it_stands()
    {
        var bytes = Gbk.GetBytes(BillText.Trade.Replace("tea, \"green\"", "绿茶"));
        var at = bytes.AsSpan().IndexOf(Gbk.GetBytes("绿茶"));
        byte[] cut = [.. bytes[..(at + 3)], .. bytes[(at + 4)..]]; // The second half of 茶 is gone: its first takes the comma.

        Assert.StartsWith($"{File}, line 2, column 21: byte {at + 2} is no character of", Refusal(cut, name: File, format: WeChatTradeBill.Instance));
    }

    [Fact]
    public void A_word_in_GBK_is_quoted_as_it_reads()
    {
        var bytes = Gbk.GetBytes(BillText.Trade.Replace("`SUCCESS,", "`成功,"));

        Assert.Equal($"{File}, line 2, column 10: '成功' is no state of a trade that is known here", Refusal(bytes));
    }

    [Fact]
    public void A_wrong_hash_names_both()
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData(Bill));

        Assert.Equal(
            $"{File}: its hash is {hash} and was to be {new string('0', 40)}", Refusal(Packed.Gzip(Bill), new() { Hash = new('0', 40) }));
    }

    [Fact]
    public void A_truncated_gzip_names_the_file_and_how_far_it_went()
    {
        var packed = Packed.Gzip(Bill);

        Assert.Matches($@"^{File}(, line \d+)?: it does not unpack past byte \d+", Refusal(packed[..(packed.Length / 2)]));
    }

    [Fact]
    public void An_archive_with_two_bills_or_a_path_names_them()
    {
        Assert.Equal($"{File}: its archive has two bills, 'a.csv' and 'b.csv'", Refusal(Packed.Zip(("a.csv", Bill), ("b.csv", Bill))));
        Assert.Equal($"{File}: its archive names a path, '../bill.csv'", Refusal(Packed.Zip(("../bill.csv", Bill))));
        Assert.Equal($"{File}: its archive has no bill in it", Refusal(Packed.Zip()));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zip")]
    public void A_bomb_is_refused_when_a_few_of_its_megabytes_have_come_out(string container)
    {
        using var bomb = new Bomb(container);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refusal = Refusal(bomb.Stream);

        Assert.Matches($@"^{File}(, line \d+)?: .*unpacks to more than 200 times its size", refusal);
        Assert.InRange(bomb.BytesTaken, 1, 2 << 20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    private static string? Refusal(byte[] bytes, BillExpectation? expectation = null, string name = File, BillFormat? format = null) =>
        Refusal(new MemoryStream(bytes), expectation, name, format);

    private static string? Refusal(Stream stream, BillExpectation? expectation = null, string name = File, BillFormat? format = null)
    {
        var (source, refusal) = BillContainer.Open(name, stream, format ?? WeChatTradeBill.Instance, expectation ?? new());
        return (refusal ?? BillCheck.Run(source!, TestContext.Current.CancellationToken).Refusal)?.ToString();
    }
}
