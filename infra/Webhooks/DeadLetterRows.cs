using System.Globalization;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Webhooks;

/// <summary>A dead letter as its row: the newest come first, and a repeat finds the same row.</summary>
internal static class DeadLetterRows
{
    public static readonly string[] Columns =
        ["RowKey", "OrderId", "Sequence", "Type", "At", "Attempts", "GivenUpAt", "Outcome", "Status"];

    public static string Partition(string tenant) => TableKeys.EscapePart(tenant);

    public static string RowKey(OrderKey key, OutboxMessage message)
    {
        var newestFirst = DateTimeOffset.MaxValue.UtcTicks - message.At.UtcTicks;
        return string.Create(CultureInfo.InvariantCulture, $"{newestFirst:D19}|{MessageId.Of(key, message.Sequence)}");
    }

    public static TableEntity Write(OrderKey key, OutboxMessage message, Delivery delivery)
    {
        var row = new TableEntity(Partition(key.Tenant), RowKey(key, message))
        {
            ["OrderId"] = key.OrderId,
            ["Sequence"] = message.Sequence,
            ["Type"] = message.Event.Word(),
            ["At"] = message.At,
            ["Attempts"] = delivery.Attempts,
            ["GivenUpAt"] = delivery.LastAt ?? message.At,
            ["Outcome"] = delivery.LastOutcome ?? "",
        };
        row.SetUnlessNull("Status", delivery.LastStatus);
        return row;
    }

    public static DeadLetter Read(string tenant, TableEntity row) => new(
        row.RowKey, new(tenant, row.Text("OrderId")), row.Count("Sequence"), row.Event("Type"), row.Time("At"),
        row.Count("Attempts"), row.Time("GivenUpAt"), row.Text("Outcome"), row.GetInt32("Status"));
}
