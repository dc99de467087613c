using System.Buffers.Text;
using System.Text.Json;
using PayFunctions.Core;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>A transaction as a decrypted notification or a query's answer tells it, as spans into the JSON.</summary>
internal ref struct TransactionResource
{
    public ReadOnlySpan<byte> MerchantId;
    public ReadOnlySpan<byte> OutTradeNo;
    public ReadOnlySpan<byte> TransactionId;
    public ReadOnlySpan<byte> TradeState;
    public ReadOnlySpan<byte> Attach;
    public ReadOnlySpan<byte> CurrencyCode;
    public DateTimeOffset? SucceededAt;
    public long? Total;

    /// <exception cref="JsonException">It is not a transaction.</exception>
    public static TransactionResource Read(ReadOnlySpan<byte> json, Span<byte> scratch)
    {
        var transaction = new TransactionResource();
        var texts = new JsonScratch(scratch);
        var reader = new Utf8JsonReader(json);
        JsonScratch.EnterObject(ref reader);
        while (JsonScratch.NextProperty(ref reader)) transaction.ReadProperty(ref reader, ref texts);
        reader.Read(); // Throws on anything after the end.
        return transaction;
    }

    /// <summary>Which attempt of the order this is, as our prepay wrote it into <c>attach</c>; 1 where there is
    /// none.</summary>
    public readonly int Attempt =>
        Utf8Parser.TryParse(Attach, out int attempt, out var read) && read == Attach.Length && attempt > 0
            ? attempt
            : 1;

    /// <summary>The order's whole amount; null where the currency's word is unknown or one of the two is
    /// missing.</summary>
    public readonly Money? Amount()
    {
        Span<char> code = stackalloc char[3];
        if (Total is not { } total || CurrencyCode.Length != code.Length) return null;
        for (var i = 0; i < code.Length; i++) code[i] = (char)CurrencyCode[i];
        return Currency.TryFromCode(code, out var currency) ? new Money(total, currency) : null;
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
        else if (reader.ValueTextEquals("trade_state"u8)) TradeState = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("attach"u8)) Attach = texts.NextText(ref reader);
        else if (reader.ValueTextEquals("success_time"u8)) SucceededAt = JsonScratch.NextTime(ref reader);
        else reader.Skip();
    }

    private void ReadAmountProperty(ref Utf8JsonReader reader, ref JsonScratch texts)
    {
        if (reader.ValueTextEquals("total"u8)) Total = JsonScratch.NextInteger(ref reader);
        else if (reader.ValueTextEquals("currency"u8)) CurrencyCode = texts.NextText(ref reader);
        else reader.Skip();
    }
}
