using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using PayFunctions.Core;

namespace PayFunctions.Edge;

/// <summary>Answers as JSON, written by hand: the shapes are a contract, and stand where they are read.</summary>
internal static class Json
{
    // Our answers are never part of an HTML page: what a merchant wrote goes back as it was written.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write<T, TMore>(T value, TMore more, Action<Utf8JsonWriter, T, TMore> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options)) write(json, value, more);
        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] Write<T>(T value, Action<Utf8JsonWriter, T> write) =>
        Write(value, write, static (json, value, write) => write(json, value));

    /// <summary>RFC 3339 in UTC, fractions only where there are any.</summary>
    public static void WriteTime(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset at) =>
        json.WriteString(name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", null));

    public static void WriteMoney(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Money money)
    {
        json.WriteStartObject(name);
        json.WriteNumber("amount"u8, money.MinorUnits);
        json.WriteString("currency"u8, money.Currency.Code);
        json.WriteEndObject();
    }
}
