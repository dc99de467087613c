using System.Globalization;
using System.Text;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>UnionPay's settlement file of transactions: fixed widths, a blank between fields, no header.</summary>
internal static class UnionPayZm
{
    private const int At = 4, Amount = 6, QueryId = 9, OrderId = 11, Fee = 15, Type = 19, Merchant = 27;

    private static readonly int[] Widths =
    [
        3, 11, 11, 6, 10, 19, 12, 4, 2, 21, 2, 32, 2, 6, 10, 13, 13, 4, 15, 2, 2, 6, 2, 4, 32, 1, 21, 15, 1, 15, 32, 13, 13, 8,
        32, 13, 13, 12, 2, 1, 131,
    ];

    public static string Line(DateTimeOffset at, string orderId, string queryId, long fen, string merchant)
    {
        var beijing = at.ToOffset(TimeSpan.FromHours(8)).ToString("MMddHHmmss", CultureInfo.InvariantCulture);
        var cells = new string[Widths.Length];
        Array.Fill(cells, "");
        cells[At] = beijing;
        cells[Amount] = fen.ToString("D12", CultureInfo.InvariantCulture);
        cells[QueryId] = queryId;
        cells[OrderId] = orderId;
        cells[Fee] = $"D{fen * 6 / 1000:D12}";
        cells[Type] = "01";
        cells[Merchant] = merchant;
        var line = new StringBuilder().AppendJoin(' ', cells.Select((cell, at) => cell.PadRight(Widths[at])));
        return line.Append("\r\n").ToString();
    }
}
