using System.Text.Json;
using System.Text.Json.Serialization;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Reads a bill's description from JSON: the members of <see cref="BillColumns"/> in camelCase, words as
/// strings.</summary>
public static class BillColumnsJson
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(allowIntegerValues: false), new CurrencyCode() },
    };

    /// <returns>The description, or what is wrong with it, in one sentence.</returns>
    public static (BillColumns? Columns, string? Problem) Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<BillColumns>(json, Strict) is { } columns
                ? (columns, null)
                : (null, "It is null.");
        }
        catch (JsonException e)
        {
            return (null, e.Message);
        }
    }

    private sealed class CurrencyCode : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Currency.TryFromCode(reader.GetString(), out var currency)
                ? currency
                : throw new JsonException("A currency is one that is accounted in, such as \"CNY\".");

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Code);
    }
}
