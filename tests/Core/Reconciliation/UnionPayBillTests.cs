using System.Text;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;

namespace PayFunctions.Tests.Core.Reconciliation;

public class UnionPayBillTests
{
    private static readonly int[] Widths =
    [
        3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13, 8,
        32, 13, 13, 12, 2, 1, 32, 98,
    ];

    private static readonly UnionPayBill Bill = new(new(2026, 11, 20));

    [Fact]
    public void A_record_of_fixed_widths_reads_past_names_of_two_bytes_a_character()
    {
        var (rows, refusal) = BillText.Read(Bill, [.. Record(), .. Record(type: "04", order: "REF0001", query: "202611200000000000019", fee: "C000000000060")]);

        Assert.Null(refusal);
        Assert.Equal(
            [(MovementKind.Payment, "ORD0001", "", 10_000L, 60_000L), (MovementKind.Refund, "REF0001", "REF0001", 10_000L, -60_000L)],
            rows.Select(row => (row.Kind, row.OrderId, row.Reference, row.Amount, row.Fee!.Value)));
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 8, 5, 59, TimeSpan.FromHours(8)), rows[0].At);
    }

    [Fact]
    public void Decembers_last_transactions_are_of_the_year_before()
    {
        var (rows, _) = BillText.Read(new UnionPayBill(new(2027, 1, 1)), Record(at: "1231230500"));

        Assert.Equal(2026, Assert.Single(rows).At.ToOffset(TimeSpan.FromHours(8)).Year);
    }

    [Fact]
    public void A_record_of_another_length_is_refused()
    {
        var record = Record();

        Assert.Equal((BillFault.Shape, 2L), BillText.Read(Bill, [.. record, .. record[..^9], (byte)'\n']).Refusal is { } r ? (r.Fault, r.Line) : default);
    }

    [Theory]
    [InlineData("99", "1120080559", "D000000000060", 20)]
    [InlineData("01", "1320080559", "D000000000060", 5)]
    [InlineData("01", "1120080559", "X000000000060", 16)]
    public void A_field_that_does_not_read_is_named(string type, string at, string fee, int column) =>
        Assert.Equal(column, BillText.Read(Bill, Record(type: type, at: at, fee: fee)).Refusal?.Column);

    [Fact]
    public void The_published_layout_reads()
    {
        var (rows, refusal) = BillText.Read(new UnionPayBill(new(2026, 6, 5)), Vectors.Bytes("unionpay", "zm-sample-gbk.txt"));

        Assert.Null(refusal);
        Assert.Equal(("ORDER0001", 10_000L, 60_000L), rows is [var row] ? (row.OrderId, row.Amount, row.Fee) : default);
    }

    internal static byte[] Record(
        string type = "01", string order = "ORD0001", string query = "202611200000000000018", string at = "1120080559", string fee = "D000000000060")
    {
        var fields = new string[Widths.Length];
        Array.Fill(fields, "");
        (fields[0], fields[4], fields[6], fields[9], fields[11]) = ("S22", at, "000000010000", query, order);
        (fields[15], fields[19], fields[27], fields[30]) = (fee, type, "777290058110048", "测试商户");
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var bytes = fields.Select((field, i) => (byte[])[.. gbk.GetBytes(field), .. Enumerable.Repeat((byte)' ', Widths[i] - gbk.GetByteCount(field))]);
        return [.. bytes.Aggregate((one, other) => [.. one, (byte)' ', .. other]), (byte)'\r', (byte)'\n'];
    }
}
