using System.Text.Json;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>One receiver's share as a decrypted notification tells it, as spans into the JSON.</summary>
internal ref struct ShareResource
{
    public ReadOnlySpan<byte> MerchantId;
    public ReadOnlySpan<byte> TransactionId;
    public ReadOnlySpan<byte> OutOrderNo;
    public ReadOnlySpan<byte> OrderId;
    public ReadOnlySpan<byte> ReceiverType;
    public ReadOnlySpan<byte> Account;
    public DateTimeOffset? SucceededAt;
    public long? Amount;

    /// <exception cref="JsonException">It is not a share.</exception>
    public static ShareResource Read(ReadOnlySpan<byte> json, Span<byte> scratch)
    {
        var share = new ShareResource();
        var texts = new JsonScratch(scratch);
        var reader = new Utf8JsonReader(json);
        JsonScratch.EnterObject(ref reader);
        while (JsonScratch.NextProperty(ref reader)) share.ReadProperty(ref reader, ref texts);
        reader.Read(); // Throws on anything after the end.
        return share;
    }

    private void ReadProperty(ref Utf8JsonReader reader, ref JsonScratch texts)
    {
        if (reader.ValueTextEquals("receiver"u8))
        {
            JsonScratch.EnterObject(ref reader);
            while (JsonScratch.NextProperty(ref reader)) ReadReceiverProperty(ref reader, ref texts);
        }
        else if (reader.ValueTextEquals("mchid"u8)) MerchantId = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("transaction_id"u8)) TransactionId = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("out_order_no"u8)) OutOrderNo = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("order_id"u8)) OrderId = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("success_time"u8)) SucceededAt = JsonScratch.NextTime(ref reader);
        else reader.Skip();
    }

    private void ReadReceiverProperty(ref Utf8JsonReader reader, ref JsonScratch texts)
    {
        if (reader.ValueTextEquals("type"u8)) ReceiverType = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("account"u8)) Account = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("amount"u8)) Amount = JsonScratch.NextInteger(ref reader);
        else reader.Skip();
    }
}
