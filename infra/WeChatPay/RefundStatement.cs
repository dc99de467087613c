using System.Text;
using System.Text.Json;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>What a verified message says about a refund, in our words; or why it can't be understood.</summary>
/// <param name="Word">The status, as received.</param>
internal readonly record struct RefundStatement(
    RefusalReason? Wrong, RefundEvent Event, OrderKey Key, string RefundId, string? MerchantId, Money? Amount,
    Money? Total, string? TransactionId, string? ProviderRefundId, DateTimeOffset? At, string? Word)
{
    private const int IdBytesMax = 64;

    /// <summary>Reads verified JSON. <paramref name="scratch"/> is as long as <paramref name="json"/>.</summary>
    /// <param name="asked">The refund that was asked about; null where nobody asked. Another's answer is malformed.</param>
    public static RefundStatement Read(
        WeChatPayMerchant merchant, ReadOnlySpan<byte> json, Span<byte> scratch, Refund? asked = null)
    {
        try
        {
            return From(merchant, RefundResource.Read(json, scratch), asked);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new() { Wrong = RefusalReason.Malformed };
        }
    }

    private static RefundStatement From(WeChatPayMerchant merchant, in RefundResource told, Refund? asked)
    {
        if (!RefundWords.TryRead(told.Status, out var happened))
            return new() { Wrong = RefusalReason.UnknownWord, Word = Encoding.UTF8.GetString(told.Status) };
        if (!IsId(told.OutRefundNo) || !IsId(told.OutTradeNo) || !IsId(told.RefundId))
            return new() { Wrong = RefusalReason.Malformed };
        if (asked is not null && !Ascii.Equals(told.OutRefundNo, asked.Id))
            return new() { Wrong = RefusalReason.Malformed, Word = "out_refund_no" };
        // Domestic refunds: notifications name no currency, and there is only one.
        if (!told.CurrencyCode.IsEmpty && !told.CurrencyCode.SequenceEqual("CNY"u8))
            return new() { Wrong = RefusalReason.UnknownWord, Word = Encoding.UTF8.GetString(told.CurrencyCode) };
        if (happened == RefundEvent.Succeeded && (told.Refund is null || !IsId(told.TransactionId)))
            return new() { Wrong = RefusalReason.Malformed };

        return new(
            null, happened, new(merchant.Tenant, Encoding.UTF8.GetString(told.OutTradeNo)),
            Encoding.UTF8.GetString(told.OutRefundNo),
            // Answers name no account: they come to the one that asked.
            told.MerchantId.IsEmpty ? merchant.Id : Encoding.UTF8.GetString(told.MerchantId), Fen(told.Refund),
            Fen(told.Total), told.TransactionId.IsEmpty ? null : Encoding.UTF8.GetString(told.TransactionId),
            Encoding.UTF8.GetString(told.RefundId), told.SucceededAt, Encoding.UTF8.GetString(told.Status));
    }

    private static Money? Fen(long? amount) => amount is { } fen ? new Money(fen, Currency.Cny) : null;

    private static bool IsId(ReadOnlySpan<byte> text) => text.Length is > 0 and <= IdBytesMax;
}
