using System.Buffers;
using System.Text.Json;

namespace PayFunctions.Infra.Idempotency;

/// <summary>One text for all the ways to write the same JSON: no white space, members in the order of their names.</summary>
/// <remarks>Numbers stay as they were written: <c>1.0</c> is not <c>1</c>. A name that comes twice stays twice, in its order.</remarks>
internal static class CanonicalJson
{
    private const int DeepestLevel = 64;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = DeepestLevel };

    /// <returns>Null for what is not JSON: it is compared as it came.</returns>
    public static ReadOnlyMemory<byte>? Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var text = new ArrayBufferWriter<byte>(Math.Max(body.Length, 1));
            using (var writer = new Utf8JsonWriter(text)) Write(writer, document.RootElement);
            return text.WrittenMemory;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // InvalidOperationException: text that is no Unicode (half a surrogate pair).
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(value.GetRawText());
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
