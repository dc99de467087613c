using System.Text;
using PayFunctions.Core.Reconciliation.Reports;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Writes movements as <see cref="LedgerFile"/> reads them.</summary>
public static class LedgerCsv
{
    /// <param name="to">Left open; begun with the header.</param>
    public static void Write(Stream to, IEnumerable<MovementRow> rows)
    {
        var line = new CsvLine(to);
        foreach (var name in LedgerFile.Header.Split(',')) line.Word(Encoding.UTF8.GetBytes(name));
        line.End();
        foreach (var row in rows)
        {
            line.Instant(row.At.ToUnixTimeSeconds());
            Append(line, row);
            line.End();
        }

        line.Flush();
    }

    private static void Append(CsvLine line, MovementRow row)
    {
        line.Word(KindOf(row.Kind));
        line.Word(Encoding.UTF8.GetBytes(row.OrderId)); // Ours: nothing in it needs quotes, which the file has not.
        // A refund is found by an id of its own: what has none there is found by its order's.
        var id = row.Kind == MovementKind.Refund && row.Reference.Length == 0 ? row.OrderId : row.Reference;
        line.Word(Encoding.UTF8.GetBytes(id));
        line.Text(Encoding.UTF8.GetBytes(row.ProviderId));
        line.Number(row.Amount);
        line.Word(Encoding.UTF8.GetBytes(row.Currency.Code));
        if (row.Fee is { } fee) line.Word(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{fee / 1000m:0.###}")));
        else line.None();
        line.Word(StatusOf(row.Status));
    }

    private static ReadOnlySpan<byte> KindOf(MovementKind kind) => kind switch
    {
        MovementKind.Payment => "payment"u8,
        MovementKind.Refund => "refund"u8,
        MovementKind.Reversal => "reversal"u8,
        MovementKind.Fee => "fee"u8,
        MovementKind.Split => "split"u8,
        MovementKind.Other => "other"u8,
    };

    private static ReadOnlySpan<byte> StatusOf(MovementStatus status) => status switch
    {
        MovementStatus.Succeeded => "succeeded"u8,
        MovementStatus.Processing => "processing"u8,
        MovementStatus.Failed => "failed"u8,
        MovementStatus.Closed => "closed"u8,
    };
}
