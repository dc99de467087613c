using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Infra.Webhooks;

/// <summary>
/// A message as the merchant gets it: the same bytes at every attempt, whatever has become of the order.
/// </summary>
internal static class MessageBody
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(Order order, OutboxMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString("type"u8, message.Event.Word());
        json.WriteString("timestamp"u8, message.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", null));
        json.WriteString("orderId"u8, order.Key.OrderId);
        json.WriteNumber("sequence"u8, message.Sequence);
        json.WriteString("state"u8, message.State.ToString());
        json.WriteString("channel"u8, order.Channel);
        json.WriteString("merchantId"u8, order.MerchantId);
        WriteMoney(json, "total"u8, order.Total);
        WriteMoney(json, "paid"u8, message.Paid);
        WriteMoney(json, "refunded"u8, message.Refunded);
        if (message.TransactionId is { } transaction) json.WriteString("transactionId"u8, transaction);
        if (message.Refund is { } refund)
        {
            json.WriteString("refundId"u8, refund.RefundId);
            WriteMoney(json, "amount"u8, refund.Amount);
        }

        if (message.Split is { } split)
        {
            json.WriteString("splitId"u8, split.SplitId);
            if (split.ReturnId is { } returnId) json.WriteString("returnId"u8, returnId);
            WriteMoney(json, "amount"u8, split.Amount);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteMoney(Utf8JsonWriter json, ReadOnlySpan<byte> name, Money money)
    {
        json.WriteStartObject(name);
        json.WriteNumber("amount"u8, money.MinorUnits);
        json.WriteString("currency"u8, money.Currency.Code);
        json.WriteEndObject();
    }
}
