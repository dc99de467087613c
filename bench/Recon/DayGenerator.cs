using System.Buffers.Text;
using System.Text;

namespace PayFunctions.Bench.Recon;

/// <summary>
/// Makes one day as two files: a ledger, and a WeChat trade bill of the shape of real ones, in different orders. Every row
/// follows from the seed and its number, so a day of any size is made as a stream, and the same each time.
/// </summary>
internal sealed class DayGenerator(long rows, ulong seed, double differing)
{
    private const string Header =
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,"
        + "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n";

    private const string SummaryHeader = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n";
    private const ulong Step = 0x9E3779B97F4A7C15;

    private readonly long _stride = Coprime(rows);

    /// <summary>How many differences of each kind there are between the two files.</summary>
    public Dictionary<string, long> Planted { get; } = [];

    public void WriteTo(string ledger, string bill, Encoding encoding)
    {
        using (var writer = new RowWriter(File.Create(ledger))) WriteLedger(writer);
        using (var writer = new RowWriter(File.Create(bill))) WriteBill(writer, encoding);
    }

    public void WriteBill(RowWriter to, Encoding encoding)
    {
        if (encoding is UTF8Encoding) to.Bytes(Encoding.UTF8.Preamble);
        to.Bytes(encoding.GetBytes(Header));
        var names = new[] { "拿铁咖啡, 大杯", "月度会员", "云南小粒茶 \"明前\"", "示例商品" }.Select(encoding.GetBytes).ToArray();
        var (count, payments, refunds, fees) = (0L, 0L, 0L, 0L);
        for (var number = 0L; number < rows; number++)
        {
            var row = new GeneratedRow(seed, number, differing);
            if (row.Plant == Plant.MissingThere) continue;
            count++;
            fees += row.TheirFee;
            if (row.IsRefund) refunds += row.TheirAmount;
            else payments += row.TheirAmount;
            to.Trade(row, names[(int)(row.Random % 4)]);
        }

        to.Bytes(encoding.GetBytes(SummaryHeader));
        to.Bytes(encoding.GetBytes(
            $"`{count}.0,`{payments / 100}.{payments % 100:00},`{refunds / 100}.{refunds % 100:00},`0.0,"
            + $"`{fees / 100000}.{fees % 100000:00000},`{payments / 100}.{payments % 100:00},`{refunds / 100}.{refunds % 100:00}\r\n"));
    }

    private void WriteLedger(RowWriter to)
    {
        to.Bytes(Encoding.UTF8.GetBytes(PayFunctions.Core.Reconciliation.Bills.LedgerFile.Header + "\n"));
        for (long i = 0, number = 0; i < rows; i++, number = (number + _stride) % rows)
        {
            var row = new GeneratedRow(seed, number, differing);
            if (row.Plant is { } plant) Planted[plant.ToString()] = Planted.GetValueOrDefault(plant.ToString()) + 1;
            if (row.Plant != Plant.MissingHere) to.Ledger(row);
        }
    }

    private static long Coprime(long rows)
    {
        var stride = Math.Max(1, (long)(rows * 0.618));
        while (System.Numerics.BigInteger.GreatestCommonDivisor(stride, rows) != 1) stride++;
        return stride;
    }

    /// <summary>What is wrong with a row, by design.</summary>
    internal enum Plant
    {
        MissingHere,
        MissingThere,
        Amount,
        Fee,
        Status,
    }

    /// <summary>One row as both sides have it.</summary>
    internal readonly struct GeneratedRow
    {
        private const double Shares = 1.0 / (1UL << 53);

        public GeneratedRow(ulong seed, long number, double differing)
        {
            Number = number;
            Random = Mix(unchecked(seed + (ulong)number * Step));
            var second = Mix(Random);
            IsRefund = second % 10 == 0;
            Amount = 1 + (long)(second >> 16) % 50_000;
            Fee = Amount * 6; // 0.60 % of fen, in thousandths.
            Second = (int)(Mix(second) % 86_400);
            var share = (Mix(second ^ seed) >> 11) * Shares;
            Plant = share >= differing ? null : (Plant)(Random / 7 % 5);
            if (Plant == DayGenerator.Plant.Status && !IsRefund) Plant = DayGenerator.Plant.Amount; // Payments in a bill have succeeded.
        }

        public long Number { get; }

        public ulong Random { get; }

        public bool IsRefund { get; }

        public long Amount { get; }

        public long Fee { get; }

        public int Second { get; }

        public Plant? Plant { get; }

        public long TheirAmount => Plant == DayGenerator.Plant.Amount ? Amount + 1 : Amount;

        public long TheirFee => Plant == DayGenerator.Plant.Fee ? Fee + 1 : Fee;

        private static ulong Mix(ulong value)
        {
            unchecked
            {
                value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
                value = (value ^ value >> 27) * 0x94D049BB133111EB;
                return value ^ value >> 31;
            }
        }
    }
}
