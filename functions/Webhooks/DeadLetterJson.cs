using System.Text.Json;
using PayFunctions.Core.Webhooks;
using PayFunctions.Edge;
using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Webhooks;

/// <summary>A page of dead letters; <c>next</c> is there when another page may be.</summary>
internal static class DeadLetterJson
{
    public static byte[] Write(IReadOnlyList<DeadLetter> page) => Json.Write(page, static (json, page) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("deadLetters"u8);
        foreach (var letter in page) Write(json, letter);
        json.WriteEndArray();
        if (page.Count == DeadLetters.PageSize) json.WriteString("next"u8, page[^1].Cursor);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, DeadLetter letter)
    {
        json.WriteStartObject();
        json.WriteString("messageId"u8, MessageId.Of(letter.Order, letter.Sequence));
        json.WriteString("orderId"u8, letter.Order.OrderId);
        json.WriteNumber("sequence"u8, letter.Sequence);
        json.WriteString("type"u8, letter.Event.Word());
        json.WriteTime("at"u8, letter.At);
        json.WriteNumber("attempts"u8, letter.Attempts);
        json.WriteTime("givenUpAt"u8, letter.GivenUpAt);
        json.WriteString("lastOutcome"u8, letter.Outcome);
        if (letter.Status is { } status) json.WriteNumber("lastStatus"u8, status);
        json.WriteEndObject();
    }
}
