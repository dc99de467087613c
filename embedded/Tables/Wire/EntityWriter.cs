using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables.Wire;

/// <summary>Writes an entity as JSON; a type that JSON has no word for is annotated beside its value.</summary>
internal static class EntityWriter
{
    private const int LongestName = 255; // Of a property, by the service's rules.

    // Relaxed: the body is never part of a page, and text outside ASCII would cost two to three times its size.
    private static readonly JsonWriterOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    internal static void Write(PooledContent content, ITableEntity entity)
    {
        if (entity is not TableEntity row) throw Unsupported(entity.GetType());

        var writer = _writer ??= new Utf8JsonWriter(content, Format);
        writer.Reset(content);
        writer.WriteStartObject();
        var properties = row.Properties();
        while (properties.MoveNext())
        {
            var (name, value) = properties.Current;
            if (value is not null && !IsWrittenByService(name)) WriteProperty(writer, name, value);
        }

        writer.WriteEndObject();
        writer.Flush();
        writer.Reset(Stream.Null); // Keeps no hold on the content.
    }

    internal static NotSupportedException Unsupported(Type type) =>
        new($"{type} cannot be stored or read by this client: it takes TableEntity only, not types of one's own.");

    private static bool IsWrittenByService(string name) =>
        name is PropertyNames.Timestamp || name.StartsWith("odata.", StringComparison.Ordinal);

    private static void WriteProperty(Utf8JsonWriter writer, string name, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(name, text);
                break;
            case int number:
                writer.WriteNumber(name, number);
                break;
            case bool truth:
                writer.WriteBoolean(name, truth);
                break;
            case long number:
                Annotate(writer, name, "Edm.Int64"u8);
                Span<char> digits = stackalloc char[20];
                number.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
                writer.WriteString(name, digits[..length]);
                break;
            case double number:
                Annotate(writer, name, "Edm.Double"u8);
                WriteDouble(writer, name, number);
                break;
            case DateTimeOffset time:
                Annotate(writer, name, "Edm.DateTime"u8);
                writer.WriteString(name, time.UtcDateTime);
                break;
            case DateTime time:
                Annotate(writer, name, "Edm.DateTime"u8);
                writer.WriteString(name, time.ToUniversalTime());
                break;
            case Guid guid:
                Annotate(writer, name, "Edm.Guid"u8);
                writer.WriteString(name, guid);
                break;
            case byte[] bytes:
                Annotate(writer, name, "Edm.Binary"u8);
                writer.WriteBase64String(name, bytes);
                break;
            case BinaryData data:
                Annotate(writer, name, "Edm.Binary"u8);
                writer.WriteBase64String(name, data.ToMemory().Span);
                break;
            default:
                throw new NotSupportedException($"A table has no type for {value.GetType()}, the value of \"{name}\".");
        }
    }

    private static void WriteDouble(Utf8JsonWriter writer, string name, double number)
    {
        if (double.IsFinite(number)) writer.WriteNumber(name, number);
        else writer.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }

    private static void Annotate(Utf8JsonWriter writer, string name, ReadOnlySpan<byte> type)
    {
        if (name.Length > LongestName) throw new ArgumentException($"A property's name is too long: \"{name}\".");

        Span<char> annotation = stackalloc char[LongestName + PropertyNames.TypeSuffix.Length];
        name.CopyTo(annotation);
        PropertyNames.TypeSuffix.CopyTo(annotation[name.Length..]);
        writer.WriteString(annotation[..(name.Length + PropertyNames.TypeSuffix.Length)], type);
    }
}
