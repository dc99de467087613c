using System.Text.Json;
using System.Text.Json.Serialization;
using PayFunctions.Core;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>How findings and decisions are written down, in blobs and in columns of rows.</summary>
internal static class DayJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new CurrencyCode() },
    };

    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <exception cref="InvalidDataException">It is none of ours.</exception>
    public static T Read<T>(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize<T>(bytes, Options) ?? throw new InvalidDataException($"There is no {typeof(T).Name} in it.");

    /// <summary>A currency has no state that could be read by itself.</summary>
    private sealed class CurrencyCode : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Currency.TryFromCode(reader.GetString(), out var currency) ? currency : throw new JsonException("No such currency.");

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Code);
    }
}
