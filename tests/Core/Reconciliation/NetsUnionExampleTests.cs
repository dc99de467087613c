using System.Text;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Tests.Docs;

namespace PayFunctions.Tests.Core.Reconciliation;

/// <summary>The documented example of a bill whose columns are described, as NetsUnion's members have to.</summary>
public class NetsUnionExampleTests
{
    private static readonly byte[] Description = Encoding.UTF8.GetBytes(Repository.Read("docs/examples/netsunion-bill.json"));
    private static readonly byte[] Bill = Encoding.UTF8.GetBytes(Repository.Read("docs/examples/netsunion-bill.txt"));

    [Fact]
    public void The_documented_description_reads_the_documented_bill()
    {
        var (columns, problem) = BillColumnsJson.Read(Description);

        Assert.Null(problem);
        var (rows, refusal) = BillText.Read(new ConfiguredBill(columns!), Bill);
        Assert.Null(refusal);
        Assert.Equal("netsunion", columns!.Channel);
        Assert.Equal(
            [
                (MovementKind.Payment, MovementStatus.Succeeded, "ORD20261120000001", "", 1234L),
                (MovementKind.Refund, MovementStatus.Succeeded, "ORD20261120000001", "RF1", 234L),
                (MovementKind.Payment, MovementStatus.Failed, "ORD20261120000002", "", 500L),
            ],
            rows.Select(row => (row.Kind, row.Status, row.OrderId, row.Reference, row.Amount)));
    }

    [Theory]
    [InlineData("\"orderId\": \"merchant_order\",", "", "orderId")]
    [InlineData("\"channel\"", "\"chanel\"", "chanel")]
    [InlineData("\"ChinaCompact\"", "3", "timeFormat")]
    [InlineData("\"Payment\"", "\"Payout\"", "kindWords")]
    [InlineData("\"CNY\"", "\"YUAN\"", "accounted in")]
    [InlineData("\"isGbk\": false,", "\"isGbk\": false, \"isGbk\": true,", "uplicate")]
    [InlineData("}\n", "", "")]
    public void A_description_that_does_not_hold_together_is_refused_with_its_reason(string good, string bad, string says)
    {
        var text = Encoding.UTF8.GetString(Description);
        Assert.Contains(good, text, StringComparison.Ordinal);

        var (columns, problem) = BillColumnsJson.Read(Encoding.UTF8.GetBytes(text.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Null(columns);
        Assert.Contains(says, problem!, StringComparison.Ordinal);
    }
}
