using System.Buffers.Text;
using System.Globalization;
using System.Text;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Forms;

namespace PayFunctions.Infra.Alipay;

/// <summary>What a verified notification says of a trade, in our words; or why it can't be understood.</summary>
/// <param name="Event">Null where it says nothing new, or speaks of a refund.</param>
/// <param name="Word">The trade_status, as received.</param>
/// <param name="RefundId">Our number of the refund that it speaks of; null where it speaks of none.</param>
internal readonly record struct TradeNotification(
    AlipayRefusal? Wrong, OrderEvent? Event, OrderKey Key, int Attempt, string? NotifyId, Money? Total,
    string? TradeNo, DateTimeOffset At, string? Word, string? RefundId = null)
{
    private const int IdBytesMax = 64;
    private const int NotifyIdBytesMax = 128;

    public static TradeNotification Read(AlipayApp app, in Form form)
    {
        var word = form["trade_status"u8];
        if (!TradeWords.TryRead(word, out var status))
            return new() { Wrong = AlipayRefusal.UnknownWord, Word = Encoding.Latin1.GetString(word) };
        if (!IsId(form["notify_id"u8], NotifyIdBytesMax) || !IsId(form["out_trade_no"u8], IdBytesMax)
            || !IsId(form["trade_no"u8], IdBytesMax) || form["seller_id"u8].IsEmpty)
            return new() { Wrong = AlipayRefusal.Incomplete };
        if (!TryReadTimes(form, out var paidAt, out var toldAt) || !TryReadRefund(form, out var isOfRefund))
            return new() { Wrong = AlipayRefusal.Incomplete };
        if (!Yuan.TryRead(form["total_amount"u8], out var fen) || fen == 0)
            return new() { Wrong = AlipayRefusal.Incomplete };

        var attempt = AttemptOf(form);
        var isReversal = isOfRefund && status == TradeStatus.Closed && IsWholeAndNobodys(form, fen);
        var happened = isReversal ? OrderEvent.PaymentRevoked
            : isOfRefund ? null : TradeWords.Event(status, wasPaid: paidAt is not null);
        return new(
            null, happened,
            KeyOf(app, form["out_trade_no"u8], attempt), attempt, Encoding.ASCII.GetString(form["notify_id"u8]),
            new Money(fen, Currency.Cny), Encoding.ASCII.GetString(form["trade_no"u8]),
            isReversal ? RefundedAt(form) ?? toldAt : paidAt ?? toldAt,
            TradeWords.Word(status), isOfRefund && !isReversal ? RefundIdOf(form) : null);
    }

    /// <summary>All that was paid went back, and by no refund that has a number: it was reversed.</summary>
    private static bool IsWholeAndNobodys(in Form form, long total) =>
        form["out_biz_no"u8].IsEmpty && Yuan.TryRead(form["refund_fee"u8], out var fee) && fee == total;

    private static DateTimeOffset? RefundedAt(in Form form) =>
        BeijingTime.TryRead(form["gmt_refund"u8], out var at) ? at : null;

    /// <summary>A refund without a number of its own has its order's.</summary>
    private static string RefundIdOf(in Form form)
    {
        var own = form["out_biz_no"u8];
        return Encoding.Latin1.GetString(IsId(own, IdBytesMax) ? own : form["out_trade_no"u8]);
    }

    /// <summary>A time that is there has to read: one with anything more in it may hide another field.</summary>
    private static bool TryReadTimes(in Form form, out DateTimeOffset? paidAt, out DateTimeOffset toldAt)
    {
        paidAt = null;
        var paid = form["gmt_payment"u8];
        if (!BeijingTime.TryRead(form["notify_time"u8], out toldAt)) return false;
        if (paid.IsEmpty) return true;
        if (!BeijingTime.TryRead(paid, out var at)) return false;
        paidAt = at;
        return true;
    }

    /// <summary>A refund is told by a trade's notification too: its time or its amount gives it away.</summary>
    private static bool TryReadRefund(in Form form, out bool isOfRefund)
    {
        var at = form["gmt_refund"u8];
        var fee = form["refund_fee"u8];
        var refunded = 0L;
        isOfRefund = false;
        if (!at.IsEmpty && !BeijingTime.TryRead(at, out _)) return false;
        if (!fee.IsEmpty && !Yuan.TryRead(fee, out refunded)) return false;
        isOfRefund = !at.IsEmpty || refunded > 0;
        return true;
    }

    /// <summary>Which attempt of the order this is, as our prepay wrote it; 1 where there is none.</summary>
    private static int AttemptOf(in Form form)
    {
        var told = form["passback_params"u8];
        return Utf8Parser.TryParse(told, out int attempt, out var read) && read == told.Length && attempt > 0
            ? attempt
            : 1;
    }

    private static OrderKey KeyOf(AlipayApp app, ReadOnlySpan<byte> outTradeNo, int attempt)
    {
        var number = Encoding.ASCII.GetString(outTradeNo);
        var suffix = string.Create(CultureInfo.InvariantCulture, $"-{attempt}");
        if (attempt > 1 && number.EndsWith(suffix, StringComparison.Ordinal)) number = number[..^suffix.Length];
        return new(app.Tenant, number);
    }

    private static bool IsId(ReadOnlySpan<byte> text, int longest) =>
        text.Length > 0 && text.Length <= longest && !text.ContainsAnyExceptInRange((byte)'!', (byte)'~');
}
