using System.Text;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

public class AllocationTests
{
    [Fact]
    public void A_matched_row_allocates_nothing()
    {
        var (few, many) = (Day(20_000), Day(40_000));
        Run(many, partitions: 32); // Everything is compiled.
        var (small, large) = (Run(few, partitions: 16), Run(many, partitions: 32)); // So that a join's buffers are of one size.

        // An object a row would be 24 bytes of each; what is left are the lists of buffers and blocks.
        Assert.True(large - small < 5 * 20_000, $"20,000 more pairs allocated {large - small} bytes");
    }

    private static (byte[] Ledger, byte[] Bill) Day(int rows)
    {
        var (ledger, bill) = (new StringBuilder(LedgerFile.Header + "\n"), new StringBuilder(BillText.TradeHeader));
        for (var i = 0; i < rows; i++)
        {
            ledger.Append($"2026-11-20T00:00:01Z,payment,ORD{i:D8},,,1230,CNY,7.381,succeeded\n");
            bill.Append(BillText.Payment.Replace("ORD0001", $"ORD{i:D8}"));
        }

        bill.Append(BillText.TradeSummary).Append($"`{rows},`{rows * 12.3m},`0,`0,`{rows * 0.07381m},`{rows * 12.3m},`0\r\n");
        return (Encoding.UTF8.GetBytes(ledger.ToString()), BillText.WithMark(bill.ToString()));
    }

    private static long Run((byte[] Ledger, byte[] Bill) day, int partitions)
    {
        const int memory = 1 << 20; // The rest is spilled: the buffers in memory are as many for each size of day.
        var spill = new MemoryStream(16 << 20);
        IMovementSource[] here = [new BillFile("ledger", new MemoryStream(day.Ledger), LedgerFile.Instance, BillExpectation.Nothing)];
        IMovementSource[] there = [new BillFile("bill", new MemoryStream(day.Bill), WeChatTradeBill.Instance, BillExpectation.Nothing)];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var run = new Reconciler(new() { Workers = 1, Partitions = partitions, Memory = memory, Spill = () => spill })
            .Run(new(here, there), new DifferenceList(), TestContext.Current.CancellationToken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Null(run.Refusal);
        Assert.Equal(run.Coverage.Here.In.Rows, run.Coverage.Pairs);
        return allocated;
    }
}
