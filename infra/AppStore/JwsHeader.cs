using System.Buffers.Text;
using System.Text.Json;

namespace PayFunctions.Infra.AppStore;

/// <summary>The part of a signed message that names its key: read only for a header that was not seen before.</summary>
/// <param name="Leaf">DER, as the sender says.</param>
internal sealed record JwsHeader(string? Algorithm, byte[]? Leaf, byte[]? Intermediate)
{
    private const int Certificates = 3;
    private const int DepthMax = 3;

    /// <exception cref="JsonException">It is no header.</exception>
    public static JwsHeader Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DepthMax });
        var header = new JwsHeader(null, null, null);
        OnceJson.EnterObject(ref reader);
        var seen = new OnceJson();
        while (OnceJson.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("alg"u8)) header = header with { Algorithm = seen.Text(ref reader, 0) };
            else if (reader.ValueTextEquals("x5c"u8)) header = header.WithChain(ref reader, ref seen);
            else if (reader.ValueTextEquals("crit"u8)) throw new JsonException("Extensions that must be understood.");
            else reader.Skip();
        }

        reader.Read(); // Throws on anything after the end.
        return header;
    }

    /// <summary>The third is whatever the sender takes for a root; ours are pinned, so it is counted and no
    /// more.</summary>
    private JwsHeader WithChain(ref Utf8JsonReader reader, ref OnceJson seen)
    {
        seen.Mark(1);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list was expected.");
        var chain = new byte[]?[Certificates];
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (count < Certificates) chain[count] = Certificate(ref reader);
            count++;
        }

        return count == Certificates ? this with { Leaf = chain[0], Intermediate = chain[1] } : this;
    }

    /// <returns>Null where it is not base64 of the standard alphabet, without spaces.</returns>
    private static byte[]? Certificate(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A text was expected.");
        if (reader.ValueIsEscaped && reader.GetString() is { } text && text.Any(char.IsWhiteSpace)) return null;
        return !reader.ValueSpan.ContainsAny(" \t\r\n"u8) && reader.TryGetBytesFromBase64(out var bytes) ? bytes : null;
    }
}
