using System.Text.Json;

namespace PayFunctions.Infra.AppStore;

/// <summary>The content of a signed renewal: what a subscription is to become next.</summary>
internal struct RenewalPayload
{
    private const int DepthMax = 16;

    private OnceJson _seen;

    public string? OriginalTransactionId;
    public string? Environment;
    public long? AutoRenewStatus;
    public DateTimeOffset? SignedAt;

    /// <exception cref="JsonException">It is no renewal.</exception>
    public static RenewalPayload Read(ReadOnlySpan<byte> json)
    {
        var payload = new RenewalPayload();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DepthMax });
        OnceJson.EnterObject(ref reader);
        while (OnceJson.NextProperty(ref reader)) payload.ReadProperty(ref reader);
        reader.Read(); // Throws on anything after the end.
        return payload;
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("originalTransactionId"u8)) OriginalTransactionId = _seen.Text(ref reader, 0);
        else if (reader.ValueTextEquals("environment"u8)) Environment = _seen.Text(ref reader, 1);
        else if (reader.ValueTextEquals("autoRenewStatus"u8)) AutoRenewStatus = _seen.Number(ref reader, 2);
        else if (reader.ValueTextEquals("signedDate"u8)) SignedAt = _seen.Time(ref reader, 3);
        else reader.Skip();
    }
}
