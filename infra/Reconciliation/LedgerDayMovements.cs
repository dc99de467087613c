using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>
/// Rows of the day's index as movements. Those of one order follow one another: what adjusts a payment is added to it, and
/// what no trade bill tells is left out.
/// </summary>
internal static class LedgerDayMovements
{
    public static readonly string[] Columns =
    [
        "PartitionKey", "RowKey", "OrderId", "Kind", "At", "Channel", "MerchantId", "OutTradeNo", "Amount", "Currency",
        "TransactionId", "RefundId", "ProviderRefundId",
    ];

    public static IEnumerable<MovementRow> Of(IEnumerable<TableEntity> rows)
    {
        var (order, movements) = ("", new List<MovementRow>());
        foreach (var row in rows)
        {
            if (row.GetString("Channel") is not { } channel) continue; // A split: no bill of trades tells it.
            if (row.Text("OrderId") is var next && next != order)
            {
                foreach (var movement in movements) yield return movement;
                order = next;
                movements.Clear();
            }

            if (row.Text("Kind") == OrderPostings.AdjustmentKind) Adjust(movements, row);
            else movements.Add(Read(row, channel));
        }

        foreach (var movement in movements) yield return movement;
    }

    /// <summary>Of several payments it is that one's whose number at the provider it has.</summary>
    private static void Adjust(List<MovementRow> movements, TableEntity row)
    {
        var number = row.GetString("TransactionId") ?? "";
        var at = movements.FindIndex(one => one.Kind == MovementKind.Payment && one.ProviderId == number);
        if (at >= 0) movements[at] = movements[at] with { Amount = movements[at].Amount + row.Number("Amount") };
    }

    private static MovementRow Read(TableEntity row, string channel)
    {
        var (movement, at) = (KindOf(row.Text("Kind")), row.Time("At"));
        var transaction = row.GetString("TransactionId") ?? "";
        // Alipay's bill has the payment's number on its refunds; the others have the refund's own.
        var refund = channel == "alipay" ? transaction : row.GetString("ProviderRefundId") ?? "";
        var isRefund = movement == MovementKind.Refund;
        return new(
            movement, MovementStatus.Succeeded, row.Text("OutTradeNo"), isRefund ? row.GetString("RefundId") ?? "" : "",
            isRefund ? refund : transaction, row.Number("Amount"), row.Currency("Currency"), null, at, row.Text("MerchantId"));
    }

    private static MovementKind KindOf(string kind) => kind switch
    {
        "payment" or "late-payment" or "second-payment" or "quarantined-payment" => MovementKind.Payment,
        "refund" or "suspense-refund" => MovementKind.Refund,
        "reversal" => MovementKind.Reversal,
        _ => MovementKind.Other,
    };
}
