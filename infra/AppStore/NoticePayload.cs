using System.Text.Json;

namespace PayFunctions.Infra.AppStore;

/// <summary>The content of a notification; the signed parts inside it are still closed.</summary>
internal ref struct NoticePayload
{
    private const int DepthMax = 16;

    private OnceJson _seen;

    public string? Type;
    public string? Subtype;
    public string? Id;
    public DateTimeOffset? SignedAt;

    /// <summary>Which app, and where: of whichever part names them.</summary>
    public string? BundleId;
    public string? Environment;
    public long? AppAppleId;

    /// <summary>A JWS of its own, as text; empty where there is none.</summary>
    public ReadOnlySpan<byte> Transaction;

    /// <summary>The same of what is to be renewed.</summary>
    public ReadOnlySpan<byte> Renewal;

    /// <summary>Where a subscription stands by Apple's count, 1 to 5.</summary>
    public long? Status;

    /// <exception cref="JsonException">It is no notification.</exception>
    public static NoticePayload Read(ReadOnlySpan<byte> json)
    {
        var payload = new NoticePayload();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DepthMax });
        OnceJson.EnterObject(ref reader);
        while (OnceJson.NextProperty(ref reader)) payload.ReadProperty(ref reader);
        reader.Read(); // Throws on anything after the end.
        return payload;
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("notificationType"u8)) Type = _seen.Text(ref reader, 0);
        else if (reader.ValueTextEquals("subtype"u8)) Subtype = _seen.Text(ref reader, 1);
        else if (reader.ValueTextEquals("notificationUUID"u8)) Id = _seen.Text(ref reader, 2);
        else if (reader.ValueTextEquals("signedDate"u8)) SignedAt = _seen.Time(ref reader, 3);
        else if (reader.ValueTextEquals("data"u8)) ReadPart(ref reader);
        else if (reader.ValueTextEquals("summary"u8)) ReadPart(ref reader);
        else if (reader.ValueTextEquals("externalPurchaseToken"u8)) ReadPart(ref reader);
        else if (reader.ValueTextEquals("appData"u8)) ReadPart(ref reader);
        else reader.Skip();
    }

    /// <summary>A notification has one of the four parts; with two it would speak of two apps.</summary>
    private void ReadPart(ref Utf8JsonReader reader)
    {
        _seen.Mark(4);
        OnceJson.EnterObject(ref reader);
        var seen = new OnceJson();
        while (OnceJson.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("bundleId"u8)) BundleId = seen.Text(ref reader, 0);
            else if (reader.ValueTextEquals("environment"u8)) Environment = seen.Text(ref reader, 1);
            else if (reader.ValueTextEquals("appAppleId"u8)) AppAppleId = seen.Number(ref reader, 2);
            else if (reader.ValueTextEquals("signedTransactionInfo"u8)) Transaction = Message(ref reader, ref seen, 3);
            else if (reader.ValueTextEquals("signedRenewalInfo"u8)) Renewal = Message(ref reader, ref seen, 4);
            else if (reader.ValueTextEquals("status"u8)) Status = seen.Number(ref reader, 5);
            else if (reader.ValueTextEquals("externalPurchaseId"u8)) ReadPurchaseId(ref reader, ref seen);
            else reader.Skip();
        }
    }

    /// <summary>An external purchase names no environment but by how its id begins.</summary>
    private void ReadPurchaseId(ref Utf8JsonReader reader, ref OnceJson seen) =>
        Environment = seen.Text(ref reader, 6)?.StartsWith("SANDBOX", StringComparison.Ordinal) == true
            ? "Sandbox"
            : "Production";

    private static ReadOnlySpan<byte> Message(
        scoped ref Utf8JsonReader reader, scoped ref OnceJson seen, int property)
    {
        seen.Mark(property);
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return default;
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
            throw new JsonException("A signed message was expected.");
        return reader.ValueSpan;
    }
}
