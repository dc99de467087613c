using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Alipay;

/// <summary>Every documented <c>trade_status</c>.</summary>
internal enum TradeStatus
{
    /// <summary>The payer has scanned or opened it, and not paid.</summary>
    WaitBuyerPay,

    /// <summary>Paid; can be refunded.</summary>
    Success,

    /// <summary>Paid, and past the time in which it could be refunded.</summary>
    Finished,

    /// <summary>Ended unpaid, or paid and refunded in full: what else is said tells which.</summary>
    Closed,
}

/// <summary>Alipay's words for a trade's state, and what they mean to the order machine.</summary>
internal static class TradeWords
{
    /// <returns>False for a word that is not documented: an error that names it, never a default.</returns>
    public static bool TryRead(ReadOnlySpan<byte> word, out TradeStatus status)
    {
        TradeStatus? read = word switch
        {
            _ when word.SequenceEqual("TRADE_SUCCESS"u8) => TradeStatus.Success,
            _ when word.SequenceEqual("WAIT_BUYER_PAY"u8) => TradeStatus.WaitBuyerPay,
            _ when word.SequenceEqual("TRADE_FINISHED"u8) => TradeStatus.Finished,
            _ when word.SequenceEqual("TRADE_CLOSED"u8) => TradeStatus.Closed,
            _ => null,
        };
        status = read.GetValueOrDefault();
        return read is not null;
    }

    public static string Word(TradeStatus status) => status switch
    {
        TradeStatus.WaitBuyerPay => "WAIT_BUYER_PAY",
        TradeStatus.Success => "TRADE_SUCCESS",
        TradeStatus.Finished => "TRADE_FINISHED",
        TradeStatus.Closed => "TRADE_CLOSED",
    };

    /// <param name="wasPaid">Whether the same message says that it was ever paid.</param>
    /// <returns>Null where the status says nothing new: not paid yet.</returns>
    public static OrderEvent? Event(TradeStatus status, bool wasPaid) => status switch
    {
        TradeStatus.WaitBuyerPay => null,
        TradeStatus.Success or TradeStatus.Finished => OrderEvent.PaymentSucceeded,
        TradeStatus.Closed => wasPaid ? OrderEvent.PaymentSucceeded : OrderEvent.ClosedAtProvider,
    };
}
