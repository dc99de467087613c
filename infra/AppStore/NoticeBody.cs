using System.Text.Json;

namespace PayFunctions.Infra.AppStore;

/// <summary>The body of a notification: one signed message in a JSON object.</summary>
internal static class NoticeBody
{
    private const int DepthMax = 4;

    /// <exception cref="JsonException">It is not of that form.</exception>
    public static ReadOnlySpan<byte> SignedPayload(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DepthMax });
        ReadOnlySpan<byte> message = default;
        OnceJson.EnterObject(ref reader);
        while (OnceJson.NextProperty(ref reader))
        {
            var isIt = reader.ValueTextEquals("signedPayload"u8);
            reader.Read();
            if (!isIt) reader.Skip();
            else if (!message.IsEmpty) throw new JsonException("signedPayload came twice.");
            else if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
                throw new JsonException("signedPayload is no signed message.");
            else message = reader.ValueSpan;
        }

        reader.Read(); // Throws on anything after the end.
        return message;
    }
}
