using System.Globalization;
using System.Text;
using System.Text.Json;
using PayFunctions.Core;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>What a verified transaction says about an order, in our words; or why it can't be understood.</summary>
/// <param name="Event">Null where it says nothing new: not paid yet.</param>
/// <param name="Word">The <c>trade_state</c>, as received.</param>
internal readonly record struct TransactionStatement(
    RefusalReason? Wrong, OrderEvent? Event, OrderKey Key, int Attempt, string? MerchantId, Money? Total,
    string? TransactionId, DateTimeOffset? At, string? Word)
{
    private const int IdBytesMax = 64;

    /// <summary>Reads verified JSON. <paramref name="scratch"/> is as long as <paramref name="json"/>.</summary>
    /// <param name="asked">The order that was asked about; null where nobody asked. Another order's answer is
    /// malformed.</param>
    public static TransactionStatement Read(
        WeChatPayMerchant merchant, ReadOnlySpan<byte> json, Span<byte> scratch, Order? asked = null)
    {
        try
        {
            return From(merchant, TransactionResource.Read(json, scratch), asked);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new() { Wrong = RefusalReason.Malformed };
        }
    }

    private static TransactionStatement From(WeChatPayMerchant merchant, in TransactionResource told, Order? asked)
    {
        if (!TradeWords.TryRead(told.TradeState, out var state))
            return new() { Wrong = RefusalReason.UnknownWord, Word = Encoding.UTF8.GetString(told.TradeState) };
        if (!IsId(told.OutTradeNo) || told.MerchantId.IsEmpty) return new() { Wrong = RefusalReason.Malformed };
        if (asked is not null && !Ascii.Equals(told.OutTradeNo, asked.OutTradeNo))
            return new() { Wrong = RefusalReason.Malformed, Word = "out_trade_no" };

        var happened = TradeWords.Event(state);
        var total = told.Amount();
        if (happened == OrderEvent.PaymentSucceeded && WhyNotPaid(told, total) is { } wrong)
            return new() { Wrong = wrong, Word = Encoding.UTF8.GetString(told.CurrencyCode) };

        var attempt = asked?.Attempt ?? told.Attempt; // An answer about an unpaid order has no attach.
        return new(
            null, happened, asked?.Key ?? KeyOf(merchant, told.OutTradeNo, attempt), attempt,
            MerchantOf(merchant, told), total,
            told.TransactionId.IsEmpty ? null : Encoding.UTF8.GetString(told.TransactionId), told.SucceededAt,
            TradeWords.Word(state));
    }

    /// <summary>Money is never believed without an amount to compare and a number to find it by.</summary>
    private static RefusalReason? WhyNotPaid(in TransactionResource told, Money? total)
    {
        if (!IsId(told.TransactionId) || told.Total is null || told.CurrencyCode.IsEmpty)
            return RefusalReason.Malformed;
        return total is null ? RefusalReason.UnknownWord : null;
    }

    private static OrderKey KeyOf(WeChatPayMerchant merchant, ReadOnlySpan<byte> outTradeNo, int attempt)
    {
        if (attempt > 1)
        {
            var suffix = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"-{attempt}"));
            if (outTradeNo.EndsWith(suffix)) outTradeNo = outTradeNo[..^suffix.Length];
        }
        return new(merchant.Tenant, Encoding.UTF8.GetString(outTradeNo));
    }

    private static string MerchantOf(WeChatPayMerchant merchant, in TransactionResource told) =>
        Ascii.Equals(told.MerchantId, merchant.Id) ? merchant.Id : Encoding.UTF8.GetString(told.MerchantId);

    private static bool IsId(ReadOnlySpan<byte> text) => text.Length is > 0 and <= IdBytesMax;
}
