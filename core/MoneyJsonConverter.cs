using System.Text.Json;
using System.Text.Json.Serialization;

namespace PayFunctions.Core;

/// <summary>Writes an amount as <c>{"amount":1234,"currency":"CNY"}</c>, in minor units, and reads nothing else.</summary>
public sealed class MoneyJsonConverter : JsonConverter<Money>
{
    /// <exception cref="JsonException">Not that shape: a fraction, an unknown currency, a missing or a foreign field.</exception>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An amount is an object.");
        long? amount = null;
        Currency? currency = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (amount is null && reader.ValueTextEquals("amount"u8)) amount = ReadAmount(ref reader);
            else if (currency is null && reader.ValueTextEquals("currency"u8)) currency = ReadCurrency(ref reader);
            else throw new JsonException($"An amount has no second or other field '{reader.GetString()}'.");
        }

        if (amount is null || currency is null) throw new JsonException("An amount needs 'amount' and 'currency'.");
        return new Money(amount.Value, currency.Value);
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("amount"u8, value.MinorUnits);
        writer.WriteString("currency"u8, value.Currency.Code);
        writer.WriteEndObject();
    }

    private static long ReadAmount(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var minorUnits)) return minorUnits;
        throw new JsonException("'amount' is a whole number of minor units.");
    }

    private static Currency ReadCurrency(ref Utf8JsonReader reader)
    {
        reader.Read();
        var code = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (code == "XXX") return Currency.None;
        if (Currency.TryFromCode(code, out var currency)) return currency;
        throw new JsonException("'currency' is an ISO 4217 code that this system accounts in.");
    }
}
