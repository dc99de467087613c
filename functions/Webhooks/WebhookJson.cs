using System.Text.Json;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;
using PayFunctions.Edge;
using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Webhooks;

/// <summary>Messages as merchants see them.</summary>
internal static class WebhookJson
{
    public static byte[] All(Outbox outbox) => Json.Write(outbox, static (json, outbox) =>
    {
        json.WriteStartObject();
        json.WriteString("orderId"u8, outbox.Order.Key.OrderId);
        if (outbox.Order.Notify is { } notify) json.WriteString("notify"u8, notify);
        json.WriteStartArray("messages"u8);
        foreach (var message in outbox.Messages) Write(json, outbox.Order, message);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static byte[] One(Order order, StoredMessage message) => Json.Write(order, message, Write);

    private static void Write(Utf8JsonWriter json, Order order, StoredMessage stored)
    {
        var (message, delivery) = (stored.Message, stored.Delivery);
        json.WriteStartObject();
        json.WriteString("messageId"u8, MessageId.Of(order.Key, message.Sequence));
        json.WriteNumber("sequence"u8, message.Sequence);
        json.WriteString("type"u8, message.Event.Word());
        json.WriteTime("at"u8, message.At);
        json.WriteString("state"u8, delivery.State.ToString());
        json.WriteNumber("attempts"u8, delivery.Attempts);
        if (delivery.LastAt is { } lastAt) json.WriteTime("lastAt"u8, lastAt);
        if (delivery.LastOutcome is { } outcome) json.WriteString("lastOutcome"u8, outcome);
        if (delivery.LastStatus is { } status) json.WriteNumber("lastStatus"u8, status);
        json.WriteNumber("redeliveries"u8, delivery.Redeliveries);
        json.WriteEndObject();
    }
}
