using Azure.Data.Tables;
using PayFunctions.Core;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.Webhooks;

/// <summary>
/// A message as its row, without a body: that is built when it is sent, from what stood when it happened.
/// </summary>
internal static class OutboxRows
{
    private const int NoAnswer = 0;

    private static readonly string[] DeliveryColumns =
        ["Delivery", "Attempts", "LastAt", "LastOutcome", "LastStatus", "Redeliveries", "IsRedelivering"];

    public static readonly string[] Columns =
    [
        "PartitionKey", "RowKey", "Sequence", "Type", "At", "OrderState", "Currency", "Paid", "Refunded",
        "TransactionId", "RefundId", "RefundAmount", "SplitId", "ReturnId", "SplitAmount", "Trace", .. DeliveryColumns,
        .. AuditEnd.Columns,
    ];

    public static TableEntity Write(OrderKey key, OutboxMessage message)
    {
        var row = new TableEntity(OrderKeys.Partition(key), OrderKeys.Outbox(message.Sequence))
        {
            ["Sequence"] = message.Sequence,
            ["Type"] = message.Event.Word(),
            ["At"] = message.At,
            ["OrderState"] = message.State.ToString(),
            ["Currency"] = message.Paid.Currency.Code,
            ["Paid"] = message.Paid.MinorUnits,
            ["Refunded"] = message.Refunded.MinorUnits,
        };
        row.SetUnlessNull("TransactionId", message.TransactionId);
        row.SetUnlessNull("RefundId", message.Refund?.RefundId);
        row.SetUnlessNull("RefundAmount", message.Refund?.Amount.MinorUnits);
        row.SetUnlessNull("SplitId", message.Split?.SplitId);
        row.SetUnlessNull("ReturnId", message.Split?.ReturnId);
        row.SetUnlessNull("SplitAmount", message.Split?.Amount.MinorUnits);
        row.SetUnlessNull("Trace", Story.Kept);
        Write(row, new Delivery());
        return row;
    }

    /// <summary>What a delivery changes of the row, to be merged into it.</summary>
    public static TableEntity Write(OrderKey key, int sequence, Delivery delivery, AuditHead? end)
    {
        var row = new TableEntity(OrderKeys.Partition(key), OrderKeys.Outbox(sequence));
        Write(row, delivery);
        AuditEnd.Write(row, end);
        return row;
    }

    public static StoredMessage Read(TableEntity row)
    {
        var currency = row.Currency("Currency");
        var happened = row.Event("Type");
        var message = new OutboxMessage(
            row.Count("Sequence"), happened, row.Time("At"), row.Word<OrderState>("OrderState"),
            new(row.Number("Paid"), currency), new(row.Number("Refunded"), currency), row.GetString("TransactionId"),
            ReadRefund(row, happened, currency), ReadSplit(row, happened, currency));
        return new(message, ReadDelivery(row), row.ETag, row.GetString("Trace"), AuditEnd.Read(row));
    }

    public static WebhookEvent Event(this TableEntity row, string column) =>
        WebhookEvents.TryRead(row.Text(column), out var happened)
            ? happened
            : throw new InvalidDataException(
                $"The row '{row.RowKey}' of '{row.PartitionKey}' has no readable '{column}'.");

    private static RefundNews? ReadRefund(TableEntity row, WebhookEvent happened, Currency currency) =>
        row.GetString("RefundId") is { } refundId
            ? new(happened, refundId, new(row.Number("RefundAmount"), currency))
            : null;

    private static SplitNews? ReadSplit(TableEntity row, WebhookEvent happened, Currency currency) =>
        row.GetString("SplitId") is { } splitId
            ? new(happened, splitId, row.GetString("ReturnId"), new(row.Number("SplitAmount"), currency))
            : null;

    private static void Write(TableEntity row, Delivery delivery)
    {
        row["Delivery"] = delivery.State.ToString();
        row["Attempts"] = delivery.Attempts;
        row["Redeliveries"] = delivery.Redeliveries;
        row["IsRedelivering"] = delivery.IsRedelivering;
        row.SetUnlessNull("LastAt", delivery.LastAt);
        row.SetUnlessNull("LastOutcome", delivery.LastOutcome);
        if (delivery.LastAt is not null) row["LastStatus"] = delivery.LastStatus ?? NoAnswer; // A merge takes no null.
    }

    public static Delivery ReadDelivery(TableEntity row) => new()
    {
        State = row.Word<DeliveryState>("Delivery"),
        Attempts = row.Count("Attempts"),
        LastAt = row.GetDateTimeOffset("LastAt"),
        LastOutcome = row.GetString("LastOutcome"),
        LastStatus = row.GetInt32("LastStatus") is { } status and not NoAnswer ? status : null,
        Redeliveries = row.Count("Redeliveries"),
        IsRedelivering = row.GetBoolean("IsRedelivering") ?? false,
    };
}
