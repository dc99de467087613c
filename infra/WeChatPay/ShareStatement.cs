using System.Text;
using System.Text.Json;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>What a verified message says of one receiver's share; or why it can't be understood.</summary>
/// <param name="Number">Our number of the split, or of the return, that it names.</param>
/// <param name="IsOurs">The account is the merchant's own: what was released to it is no share.</param>
/// <remarks>It comes for receivers of type MERCHANT_ID only, one message a receiver, and without a currency: CNY.
/// Source: WeChat Pay API v3, "Profit-sharing notification".</remarks>
internal readonly record struct ShareStatement(
    RefusalReason? Wrong, OrderKey Key, string Number, string MerchantId, string? TransactionId, string? ProviderId,
    string Account, Money Amount, DateTimeOffset? At, bool IsOurs)
{
    private const int IdBytesMax = 64;

    /// <summary>Reads verified JSON. <paramref name="scratch"/> is as long as <paramref name="json"/>.</summary>
    public static ShareStatement Read(WeChatPayMerchant merchant, ReadOnlySpan<byte> json, Span<byte> scratch)
    {
        try
        {
            return From(merchant, ShareResource.Read(json, scratch));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new() { Wrong = RefusalReason.Malformed };
        }
    }

    private static ShareStatement From(WeChatPayMerchant merchant, in ShareResource told)
    {
        if (!IsId(told.OutOrderNo) || !IsId(told.OrderId) || !IsId(told.Account) || !IsId(told.MerchantId)
            || told.Amount is not (> 0 and { } fen) || told.TransactionId.Length > IdBytesMax)
        {
            return new() { Wrong = RefusalReason.Malformed };
        }

        var number = Encoding.UTF8.GetString(told.OutOrderNo);
        var account = Encoding.UTF8.GetString(told.Account);
        return new(
            // What is no number of ours names an order that nobody has: it is kept for people to see.
            null, new(merchant.Tenant, SplitNumber.OrderOf(number) ?? number), number,
            Encoding.UTF8.GetString(told.MerchantId),
            told.TransactionId.IsEmpty ? null : Encoding.UTF8.GetString(told.TransactionId),
            Encoding.UTF8.GetString(told.OrderId), account, new(fen, Currency.Cny), told.SucceededAt,
            account == merchant.Id);
    }

    private static bool IsId(ReadOnlySpan<byte> text) => text.Length is > 0 and <= IdBytesMax;
}
