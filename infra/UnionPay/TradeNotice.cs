using System.Text;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Forms;

namespace PayFunctions.Infra.UnionPay;

/// <summary>What a verified message says of a trade, in our words; or why it can't be understood.</summary>
/// <param name="Key">The order it is about: by our own note where it has one, else by its number.</param>
/// <param name="RefundId">With <see cref="TradeKind.Refund"/>: ours, or the number of one that we did not ask for.</param>
/// <param name="OriginalQueryId">The payment that is sent back, where it says so.</param>
internal readonly record struct TradeNotice(
    UnionPayRefusal? Wrong, TradeKind Kind, RespMeaning Meaning, string Word, OrderKey Key, int Attempt, Money Amount,
    string QueryId, DateTimeOffset At, string? RefundId, string? OriginalQueryId)
{
    private const int NumberBytesMax = 40;
    private const int QueryIdBytesMax = 32;

    public static TradeNotice Read(UnionPayMerchant merchant, in Form form, TradeKind kind)
    {
        var word = form["respCode"u8];
        if (RespCodes.Find(word) is not { } code)
            return new() { Wrong = UnionPayRefusal.UnknownWord, Word = Encoding.Latin1.GetString(word) };
        var incomplete = new TradeNotice { Wrong = UnionPayRefusal.Incomplete, Word = code.Code };
        if (!IsWord(form["orderId"u8], NumberBytesMax) || !IsWord(form["queryId"u8], QueryIdBytesMax)) return incomplete;
        if (!Fen.TryRead(form["txnAmt"u8], form["currencyCode"u8], out var amount)) return incomplete;
        if (!TryReadTime(form, out var at)) return incomplete;
        var original = form["origQryId"u8];
        if (!original.IsEmpty && !IsWord(original, QueryIdBytesMax)) return incomplete;

        var note = TradeNote.Read(form["reqReserved"u8]);
        var number = Encoding.ASCII.GetString(form["orderId"u8]);
        var orderId = note.OrderId is { } noted && kind != TradeKind.Purchase
            ? noted
            : TradeNumbers.OrderIdOf(number, note.Attempt);
        return new(
            null, kind, code.Meaning, code.Code, new(merchant.Tenant, orderId), note.Attempt, amount,
            Encoding.ASCII.GetString(form["queryId"u8]), at, kind == TradeKind.Refund ? note.RefundId ?? number : null,
            original.IsEmpty ? null : Encoding.ASCII.GetString(original));
    }

    /// <summary>When the card's network handled it; its year is that of the order's own time.</summary>
    private static bool TryReadTime(in Form form, out DateTimeOffset at)
    {
        if (!BeijingTime.TryRead(form["txnTime"u8], out at)) return false;
        var handled = form["traceTime"u8];
        return handled.IsEmpty || BeijingTime.TryReadAfter(handled, at, out at);
    }

    private static bool IsWord(ReadOnlySpan<byte> text, int longest)
    {
        if (text.IsEmpty || text.Length > longest) return false;
        foreach (var one in text)
            if (!char.IsAsciiLetterOrDigit((char)one)) return false;
        return true;
    }
}
