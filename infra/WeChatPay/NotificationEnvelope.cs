using System.Text;
using System.Text.Json;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>The outer JSON of a notification, as spans into it. Read only once its signature has verified.</summary>
internal ref struct NotificationEnvelope
{
    public ReadOnlySpan<byte> Id;
    public ReadOnlySpan<byte> EventType;
    public ReadOnlySpan<byte> Algorithm;
    public ReadOnlySpan<byte> Nonce;
    public ReadOnlySpan<byte> Associated;
    public ReadOnlySpan<byte> Ciphertext;
    public DateTimeOffset? CreatedAt;

    private const int IdBytesMax = 64;

    public readonly bool HasId => Id.Length is > 0 and <= IdBytesMax;

    /// <summary>Whether it tells of a payment. What tells of neither this nor a refund nor a share is
    /// acknowledged and no more.</summary>
    public readonly bool IsTransaction => EventType.SequenceEqual("TRANSACTION.SUCCESS"u8);

    /// <summary>Whether it tells of a refund; how that stands, its content says.</summary>
    public readonly bool IsRefund => EventType.StartsWith("REFUND."u8);

    /// <summary>Whether it tells of one receiver's share, received or given back.</summary>
    public readonly bool IsShare => EventType.StartsWith("PROFITSHARING."u8);

    public readonly bool IsShareReturn => EventType.SequenceEqual("PROFITSHARING.RETURN"u8);

    public readonly string EventTypeText => Encoding.UTF8.GetString(EventType);

    /// <exception cref="JsonException">It is not an envelope.</exception>
    public static NotificationEnvelope Read(ReadOnlySpan<byte> json, Span<byte> scratch)
    {
        var envelope = new NotificationEnvelope();
        var texts = new JsonScratch(scratch);
        var reader = new Utf8JsonReader(json);
        JsonScratch.EnterObject(ref reader);
        while (JsonScratch.NextProperty(ref reader)) envelope.ReadProperty(ref reader, ref texts);
        reader.Read(); // Throws on anything after the end.
        return envelope;
    }

    private void ReadProperty(ref Utf8JsonReader reader, ref JsonScratch texts)
    {
        if (reader.ValueTextEquals("resource"u8))
        {
            JsonScratch.EnterObject(ref reader);
            while (JsonScratch.NextProperty(ref reader)) ReadResourceProperty(ref reader, ref texts);
        }
        else if (reader.ValueTextEquals("id"u8)) Id = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("event_type"u8)) EventType = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("create_time"u8)) CreatedAt = JsonScratch.NextTime(ref reader);
        else reader.Skip();
    }

    private void ReadResourceProperty(ref Utf8JsonReader reader, ref JsonScratch texts)
    {
        if (reader.ValueTextEquals("ciphertext"u8)) Ciphertext = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("nonce"u8)) Nonce = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("associated_data"u8)) Associated = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("algorithm"u8)) Algorithm = texts.NextText(ref reader);
        else reader.Skip();
    }
}
