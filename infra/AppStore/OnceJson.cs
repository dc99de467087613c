using System.Text.Json;

namespace PayFunctions.Infra.AppStore;

/// <summary>Reads an object's known properties, each once: of two with one name, somebody else would read the
/// other.</summary>
internal struct OnceJson
{
    private ulong _seen;

    /// <param name="property">A number from 0 to 63, its own within the object.</param>
    /// <exception cref="JsonException">It came before.</exception>
    public void Mark(int property)
    {
        var bit = 1UL << property;
        if ((_seen & bit) != 0) throw new JsonException("A property came twice.");
        _seen |= bit;
    }

    /// <returns>Null where it is null.</returns>
    public string? Text(ref Utf8JsonReader reader, int property)
    {
        Mark(property);
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String => reader.GetString(),
            _ => throw new JsonException("A text was expected."),
        };
    }

    public long? Number(ref Utf8JsonReader reader, int property)
    {
        Mark(property);
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)) return number;
        throw new JsonException("A whole number was expected.");
    }

    /// <summary>Milliseconds since 1970.</summary>
    public DateTimeOffset? Time(ref Utf8JsonReader reader, int property)
    {
        const long Latest = 253_402_300_799_999; // The end of the year 9999.
        return Number(ref reader, property) switch
        {
            null => null,
            { } milliseconds and >= 0 and <= Latest => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
            _ => throw new JsonException("A time was expected."),
        };
    }

    /// <summary>Steps to the next property of the object that the reader is in; false at its end.</summary>
    public static bool NextProperty(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) throw new JsonException("The object does not end.");
        return reader.TokenType == JsonTokenType.PropertyName;
    }

    /// <exception cref="JsonException">The next value is no object.</exception>
    public static void EnterObject(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An object was expected.");
    }
}
