using System.Text.Json;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>One string out of a JSON object, where nothing else of it matters.</summary>
internal static class JsonProperty
{
    /// <returns>Null where the body is no JSON object with such a string: a proxy's page, for one.</returns>
    public static string? Text(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            JsonScratch.EnterObject(ref reader);
            while (JsonScratch.NextProperty(ref reader))
            {
                var isIt = reader.ValueTextEquals(name);
                reader.Read();
                if (isIt && reader.TokenType == JsonTokenType.String) return reader.GetString();
                reader.Skip();
            }
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
