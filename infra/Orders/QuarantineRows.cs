using Azure.Data.Tables;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Splits;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>Quarantined evidence as its row.</summary>
internal static class QuarantineRows
{
    public static readonly string[] Columns =
    [
        "Provider", "RowKey", "At", "RecordedAt", "Tenant", "OrderId", "Event", "Source", "Reason", "Field",
        "MerchantId", "Total", "Currency", "TransactionId", "RefundId", "SplitId", "ReturnId", "ResolvedAt", "ResolvedAction",
        "ResolvedReason", "ResolvedBy", "ResolvedOutcome",
    ];

    public static string Partition(string provider, DateOnly day) =>
        $"{TableKeys.EscapePart(provider)}|{ChinaDay.Text(day)}";

    public static TableEntity Write(
        OrderKey key, string provider, Evidence evidence, Refusal refusal, DateTimeOffset recordedAt)
    {
        var row = Write(key, provider, evidence.Source, OrderKeys.IdOf(evidence), refusal, recordedAt);
        EvidenceRows.WriteWords(row, evidence, recordedAt);
        return row;
    }

    public static TableEntity Write(
        OrderKey key, string provider, RefundEvidence evidence, Refusal refusal, DateTimeOffset recordedAt)
    {
        var row = Write(key, provider, evidence.Source, evidence.Id, refusal, recordedAt);
        RefundEvidenceRows.WriteWords(row, evidence, recordedAt);
        return row;
    }

    public static TableEntity Write(
        OrderKey key, string provider, SplitEvidence evidence, Refusal refusal, DateTimeOffset recordedAt)
    {
        var row = Write(key, provider, evidence.Source, evidence.Id, refusal, recordedAt);
        SplitEvidenceRows.WriteWords(row, evidence, recordedAt);
        return row;
    }

    /// <summary>The columns that say what became of it, to be merged into its row.</summary>
    public static TableEntity Resolved(QuarantineEntry entry, QuarantineResolution resolution)
    {
        var row = new TableEntity(Partition(entry.Provider, entry.Day), entry.Id)
        {
            ["ResolvedAt"] = resolution.At,
            ["ResolvedAction"] = resolution.Action,
            ["ResolvedReason"] = resolution.Reason,
            ["ResolvedOutcome"] = resolution.Outcome,
        };
        row.SetUnlessNull("ResolvedBy", resolution.By);
        return row;
    }

    public static QuarantineEntry Read(string provider, DateOnly day, TableEntity row) => new(
        provider, day, row.RowKey, row.Time("At"), row.Time("RecordedAt"), new(row.Text("Tenant"), row.Text("OrderId")),
        row.Text("Event"), row.Word<EvidenceSource>("Source"), row.Word<RefusalReason>("Reason"),
        row.Text("Field"), row.GetString("MerchantId"), Total(row), row.GetString("TransactionId"),
        row.GetString("RefundId"), Resolution(row))
    {
        SplitId = row.GetString("SplitId"),
        ReturnId = row.GetString("ReturnId"),
    };

    /// <summary>A notification's id is unique at its provider; an answer's only within its order.</summary>
    private static string RowKey(OrderKey key, EvidenceSource source, string id) => source == EvidenceSource.Notification
        ? TableKeys.EscapeForeign(id)
        : $"{OrderKeys.Partition(key)}|{TableKeys.EscapeForeign(id)}";

    private static TableEntity Write(
        OrderKey key, string provider, EvidenceSource source, string id, Refusal refusal, DateTimeOffset recordedAt) =>
        new(Partition(provider, ChinaDay.Of(recordedAt)), RowKey(key, source, id))
        {
            ["Tenant"] = key.Tenant,
            ["OrderId"] = key.OrderId,
            ["Reason"] = refusal.Reason.ToString(),
            ["Field"] = refusal.Field,
        };

    private static QuarantineResolution? Resolution(TableEntity row) => row.GetDateTimeOffset("ResolvedAt") is { } at
        ? new(at, row.Text("ResolvedAction"), row.Text("ResolvedReason"), row.GetString("ResolvedBy"),
            row.Text("ResolvedOutcome"))
        : null;

    private static Money? Total(TableEntity row) =>
        row.GetInt64("Total") is { } minorUnits ? new(minorUnits, row.Currency("Currency")) : null;
}
