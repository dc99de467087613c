using System.IO.Compression;
using System.Text;
using PayFunctions.Bench.World;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Bench.Recon;

/// <summary>One thread reads, checks and adds up a WeChat bill as it was downloaded: gzip, GBK, backticks, 27 columns.</summary>
internal static class RawReading
{
    private static readonly int Rows = Turn.Of(1_000_000, 10_000);
    private static readonly int Rounds = Turn.Of(5, 1);

    public static double RowsPerSecond()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var writer = new RowWriter(gzip))
            new DayGenerator(Rows, seed: 7, differing: 0).WriteBill(writer, CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!);
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            packed.Position = 0;
            var started = Environment.CpuUsage.TotalTime; // A core's time, whoever else wants it.
            var (source, refusal) = BillContainer.Open("bill", packed, WeChatTradeBill.Instance, BillExpectation.Nothing);
            var check = source is null ? null : BillCheck.Run(source);
            if ((refusal ?? check?.Refusal) is { } wrong) throw new InvalidOperationException(wrong.ToString());
            if (check?.Movements.Rows != Rows) throw new InvalidOperationException("Rows are missing.");
            var took = Environment.CpuUsage.TotalTime - started;
            if (took < best) best = took;
        }

        return Rows / best.TotalSeconds;
    }
}
