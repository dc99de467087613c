using Azure.Data.Tables;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>Quarantined evidence as its row.</summary>
internal static class QuarantineRows
{
    public static readonly string[] Columns =
    [
        "Provider", "RowKey", "At", "RecordedAt", "Tenant", "OrderId", "Event", "Source", "Reason", "Field",
        "MerchantId", "Total", "Currency", "TransactionId",
    ];

    public static string Partition(string provider, DateOnly day) =>
        $"{TableKeys.EscapePart(provider)}|{ChinaDay.Text(day)}";

    public static TableEntity Write(
        OrderKey key, string provider, Evidence evidence, Refusal refusal, DateTimeOffset recordedAt)
    {
        var row = new TableEntity(Partition(provider, ChinaDay.Of(recordedAt)), RowKey(key, evidence))
        {
            ["Tenant"] = key.Tenant,
            ["OrderId"] = key.OrderId,
            ["Reason"] = refusal.Reason.ToString(),
            ["Field"] = refusal.Field,
        };
        EvidenceRows.WriteWords(row, evidence, recordedAt);
        return row;
    }

    public static QuarantineEntry Read(string provider, DateOnly day, TableEntity row) => new(
        provider, day, row.RowKey, row.Time("At"), row.Time("RecordedAt"), new(row.Text("Tenant"), row.Text("OrderId")),
        row.Word<OrderEvent>("Event"), row.Word<EvidenceSource>("Source"), row.Word<RefusalReason>("Reason"),
        row.Text("Field"), row.GetString("MerchantId"), Total(row), row.GetString("TransactionId"));

    /// <summary>A notification's id is unique at its provider; an answer's only within its order.</summary>
    private static string RowKey(OrderKey key, Evidence evidence) => evidence.Source == EvidenceSource.Notification
        ? TableKeys.EscapeForeign(evidence.Id)
        : $"{OrderKeys.Partition(key)}|{TableKeys.EscapeForeign(evidence.Id)}";

    private static Money? Total(TableEntity row) =>
        row.GetInt64("Total") is { } minorUnits ? new(minorUnits, row.Currency("Currency")) : null;
}
