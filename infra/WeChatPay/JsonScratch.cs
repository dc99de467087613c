using System.Text.Json;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Gives the text of JSON strings as UTF-8 without making strings: in place, or unescaped into a
/// buffer.</summary>
/// <param name="free">As long as the JSON itself: no text is longer than it is written.</param>
internal ref struct JsonScratch(Span<byte> free)
{
    private Span<byte> _free = free;

    /// <summary>The next value's text; empty where it is null.</summary>
    /// <exception cref="JsonException">The value is no string.</exception>
    public ReadOnlySpan<byte> NextText(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return default;
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A string was expected.");
        if (!reader.ValueIsEscaped) return reader.ValueSpan;
        var written = reader.CopyString(_free);
        var text = _free[..written];
        _free = _free[written..];
        return text;
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

    /// <exception cref="JsonException">The next value is no whole number.</exception>
    public static long NextInteger(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)) return value;
        throw new JsonException("A whole number was expected.");
    }

    /// <summary>The next value as a time with its offset; null where it is none.</summary>
    public static DateTimeOffset? NextTime(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time : null;
    }
}
