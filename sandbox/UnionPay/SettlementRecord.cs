using System.Globalization;
using System.Text;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>One record of a settlement file of transactions (ZM): 607 bytes, a blank between fields, amounts in fen.</summary>
/// <param name="TxnType">01 payment, 04 refund, 31 reversal.</param>
public sealed record SettlementRecord(
    DateTimeOffset At, string OrderId, string QueryId, long Fen, string MerchantId, string TxnType = "01")
{
    private const int Time = 4, Amount = 6, Query = 9, Order = 11, Charge = 15, Type = 19, Merchant = 27;

    private static readonly int[] Widths =
    [
        3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13, 8,
        32, 13, 13, 12, 2, 1, 131,
    ];

    /// <summary>0.6 % of what is paid; what is sent back costs nothing.</summary>
    public long Fee => TxnType == "01" ? Fen * 6 / 1000 : 0;

    public string Line
    {
        get
        {
            var cells = new string[Widths.Length];
            Array.Fill(cells, "");
            cells[0] = TxnType == "01" ? "S22" : "S30";
            cells[Time] = UnionPayWords.TimeWithoutYear(At);
            cells[Amount] = Fen.ToString("D12", CultureInfo.InvariantCulture);
            cells[Query] = QueryId;
            cells[Order] = OrderId;
            cells[Charge] = string.Create(CultureInfo.InvariantCulture, $"D{Fee:D12}");
            cells[Type] = TxnType;
            cells[Merchant] = MerchantId;
            var line = new StringBuilder().AppendJoin(' ', cells.Select((cell, at) => cell.PadRight(Widths[at])));
            return line.Append("\r\n").ToString();
        }
    }

    internal static SettlementRecord Of(UnionPayTrade trade) =>
        new(trade.DoneAt!.Value, trade.OrderId, trade.QueryId, trade.Amount, trade.MerchantId, trade.TxnType);
}
