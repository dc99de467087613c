using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>
/// Rows of the day's index as movements. Those of one order follow one another: what adjusts a payment is added to it, and
/// what no trade bill tells is left out. Of a day no more is kept than an order.
/// </summary>
internal sealed class LedgerDayMovements(Action<MovementRow> tell)
{
    private const string Alipay = "alipay";

    public static readonly string[] Columns =
    [
        "PartitionKey", "RowKey", "OrderId", "Kind", "At", "Channel", "MerchantId", "OutTradeNo", "Amount", "Currency",
        "TransactionId", "RefundId", "ProviderRefundId", "BillNumber", "BillReference",
    ];

    private readonly List<MovementRow> _ofOrder = [];
    private string _order = "";

    public static IReadOnlyList<MovementRow> Of(IEnumerable<TableEntity> rows)
    {
        var all = new List<MovementRow>();
        var movements = new LedgerDayMovements(all.Add);
        foreach (var row in rows) movements.Take(row);
        movements.End();
        return all;
    }

    public void Take(TableEntity row)
    {
        if (row.GetString("Channel") is not { } channel) return; // A split: no bill of trades tells it.
        if (row.Text("OrderId") is var next && next != _order)
        {
            End();
            _order = next;
        }

        if (row.Text("Kind") == OrderPostings.AdjustmentKind) Adjust(_ofOrder, row);
        else _ofOrder.Add(Read(row, channel));
    }

    /// <summary>Nothing more comes of the order that was last.</summary>
    public void End()
    {
        foreach (var movement in _ofOrder) tell(movement);
        _ofOrder.Clear();
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
        var (movement, at) = (KindOf(row.Text("Kind"), channel), row.Time("At"));
        var reference = row.GetString("BillReference") ?? row.GetString("RefundId") ?? "";
        return new(
            movement, MovementStatus.Succeeded, row.GetString("BillNumber") ?? row.Text("OutTradeNo"), reference,
            ProviderId(row, movement, reference, channel) ?? "", row.Number("Amount"), row.Currency("Currency"), null, at,
            row.Text("MerchantId"));
    }

    /// <summary>The provider's number of it, where we were told one.</summary>
    private static string? ProviderId(TableEntity row, MovementKind movement, string reference, string channel) => movement switch
    {
        // Alipay's bill has the payment's number on its refunds; the others have the refund's own.
        MovementKind.Refund when channel != Alipay => row.GetString("ProviderRefundId"),
        MovementKind.Reversal when reference.Length > 0 => null, // A trade of its own, whose number nobody tells us.
        _ => row.GetString("TransactionId"),
    };

    private static MovementKind KindOf(string kind, string channel) => kind switch
    {
        OrderPostings.PaymentKind or "late-payment" or "second-payment" or "quarantined-payment" => MovementKind.Payment,
        "refund" or "suspense-refund" => MovementKind.Refund,
        // Alipay tells what it takes back as a refund without a number of ours.
        OrderPostings.ReversalKind => channel == Alipay ? MovementKind.Refund : MovementKind.Reversal,
        _ => MovementKind.Other,
    };
}
