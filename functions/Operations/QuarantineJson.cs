using System.Globalization;
using System.Text.Json;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Operations;

internal static class QuarantineJson
{
    public static byte[] Write(string provider, DateOnly day, IReadOnlyList<QuarantineEntry> entries) =>
        Json.Write((provider, day), entries, static (json, of, entries) =>
        {
            json.WriteStartObject();
            json.WriteString("provider"u8, of.provider);
            json.WriteString("day"u8, of.day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteStartArray("entries"u8);
            foreach (var entry in entries) Write(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    public static byte[] One(QuarantineEntry entry) => Json.Write(entry, Write);

    private static void Write(Utf8JsonWriter json, QuarantineEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, entry.Id);
        json.WriteTime("at"u8, entry.At);
        json.WriteTime("recordedAt"u8, entry.RecordedAt);
        json.WriteString("orderId"u8, entry.Key.OrderId);
        json.WriteString("event"u8, entry.Event);
        json.WriteString("source"u8, entry.Source.ToString());
        json.WriteString("reason"u8, entry.Reason.ToString());
        json.WriteString("field"u8, entry.Field);
        if (entry.MerchantId is { } merchant) json.WriteString("merchantId"u8, merchant);
        if (entry.Total is { } total) json.WriteMoney("total"u8, total);
        if (entry.TransactionId is { } transaction) json.WriteString("transactionId"u8, transaction);
        if (entry.RefundId is { } refund) json.WriteString("refundId"u8, refund);
        if (entry.SplitId is { } split) json.WriteString("splitId"u8, split);
        if (entry.ReturnId is { } given) json.WriteString("returnId"u8, given);
        if (entry.Resolution is { } resolution) Write(json, resolution);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, QuarantineResolution resolution)
    {
        json.WriteStartObject("resolution"u8);
        json.WriteTime("at"u8, resolution.At);
        json.WriteString("action"u8, resolution.Action);
        json.WriteString("reason"u8, resolution.Reason);
        if (resolution.By is { } by) json.WriteString("by"u8, by);
        json.WriteString("outcome"u8, resolution.Outcome);
        json.WriteEndObject();
    }
}
