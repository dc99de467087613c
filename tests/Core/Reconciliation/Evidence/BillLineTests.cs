using System.Text;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Evidence;

namespace PayFunctions.Tests.Core.Reconciliation.Evidence;

public class BillLineTests
{
    private static readonly byte[] Bill = BillText.WithMark(BillText.Trade);

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip")]
    [InlineData("zip")]
    public void The_line_that_a_difference_refers_to_is_found_again_byte_for_byte(string dress)
    {
        byte[] archived = dress switch { "gzip" => Packed.Gzip(Bill), "zip" => Packed.Zip(("bill.csv", Bill)), _ => Bill };
        var (rows, _) = BillText.Read(WeChatTradeBill.Instance, archived);

        var lines = rows.Select(row => BillLine.Read("bill", new MemoryStream(archived), WeChatTradeBill.Instance, row.Offset).Raw);

        Assert.Equal([BillText.Payment, BillText.Refund], lines.Select(line => Encoding.UTF8.GetString(line!)));
    }

    [Fact]
    public void A_line_past_the_end_is_not_there() =>
        Assert.Equal("bill ends before byte 99999", BillLine.Read("bill", new MemoryStream(Bill), WeChatTradeBill.Instance, 99_999).Problem);

    [Fact]
    public void An_archive_that_broke_since_is_told()
    {
        var packed = Packed.Gzip(Bill);

        Assert.NotNull(BillLine.Read("bill", new MemoryStream(packed[..(packed.Length / 2)]), WeChatTradeBill.Instance, 900).Problem);
    }
}
