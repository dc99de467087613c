using System.Text;
using System.Text.Json;

namespace PayFunctions.Infra.Alipay;

/// <summary>An answer's parts: the raw text that is signed, byte for byte as it came, and the signature beside
/// it.</summary>
/// <remarks>Nothing of the node is believed before its signature is: this only finds where it begins and ends.</remarks>
internal sealed record ResponseNode(ReadOnlyMemory<byte> Raw, string? Sign, string? CertificateSerial, bool IsError)
{
    private const string ErrorName = "error_response";

    /// <param name="name"><c>alipay_trade_query_response</c>.</param>
    /// <returns>Null for what is not an answer: a proxy's page, two nodes, two signatures, something after the
    /// end.</returns>
    public static ResponseNode? Find(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            return Read(body, Encoding.ASCII.GetBytes(name));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ResponseNode? Read(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> name)
    {
        var reader = new Utf8JsonReader(body.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        ReadOnlyMemory<byte>? node = null;
        string? sign = null, serial = null;
        var isError = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNode = reader.ValueTextEquals(name);
            isError |= reader.ValueTextEquals(ErrorName);
            var (isSign, isSerial) = (reader.ValueTextEquals("sign"u8), reader.ValueTextEquals("alipay_cert_sn"u8));
            reader.Read();
            if (isNode || (isError && node is null && !isSign && !isSerial))
            {
                if (node is not null) return null;
                node = RawValue(body, ref reader);
            }
            else if (isSign && sign is null) sign = reader.GetString();
            else if (isSerial && serial is null) serial = reader.GetString();
            else if (isSign || isSerial || !reader.TrySkip()) return null;
        }
        reader.Read(); // Throws on anything after the end.
        return node is { } raw ? new(raw, sign, serial, isError) : null;
    }

    private static ReadOnlyMemory<byte> RawValue(ReadOnlyMemory<byte> body, ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed];
    }
}
