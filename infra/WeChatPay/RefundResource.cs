using System.Text.Json;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>A refund as a decrypted notification or an answer tells it, as spans into the JSON.</summary>
internal ref struct RefundResource
{
    public ReadOnlySpan<byte> MerchantId;
    public ReadOnlySpan<byte> OutTradeNo;
    public ReadOnlySpan<byte> TransactionId;
    public ReadOnlySpan<byte> OutRefundNo;
    public ReadOnlySpan<byte> RefundId;
    public ReadOnlySpan<byte> Status;
    public ReadOnlySpan<byte> CurrencyCode;
    public DateTimeOffset? SucceededAt;
    public long? Total;
    public long? Refund;

    /// <exception cref="JsonException">It is not a refund.</exception>
    public static RefundResource Read(ReadOnlySpan<byte> json, Span<byte> scratch)
    {
        var refund = new RefundResource();
        var texts = new JsonScratch(scratch);
        var reader = new Utf8JsonReader(json);
        JsonScratch.EnterObject(ref reader);
        while (JsonScratch.NextProperty(ref reader)) refund.ReadProperty(ref reader, ref texts);
        reader.Read(); // Throws on anything after the end.
        return refund;
    }

    private void ReadProperty(ref Utf8JsonReader reader, ref JsonScratch texts)
    {
        if (reader.ValueTextEquals("amount"u8))
        {
            JsonScratch.EnterObject(ref reader);
            while (JsonScratch.NextProperty(ref reader)) ReadAmountProperty(ref reader, ref texts);
        }
        else if (reader.ValueTextEquals("mchid"u8)) MerchantId = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("out_trade_no"u8)) OutTradeNo = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("transaction_id"u8)) TransactionId = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("out_refund_no"u8)) OutRefundNo = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("refund_id"u8)) RefundId = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("refund_status"u8) || reader.ValueTextEquals("status"u8))
            Status = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("success_time"u8)) SucceededAt = JsonScratch.NextTime(ref reader);
        else reader.Skip();
    }

    private void ReadAmountProperty(ref Utf8JsonReader reader, ref JsonScratch texts)
    {
        if (reader.ValueTextEquals("total"u8)) Total = JsonScratch.NextInteger(ref reader);
        else if (reader.ValueTextEquals("refund"u8)) Refund = JsonScratch.NextInteger(ref reader);
        else if (reader.ValueTextEquals("currency"u8)) CurrencyCode = texts.NextText(ref reader);
        else reader.Skip();
    }
}
