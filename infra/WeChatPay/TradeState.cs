using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Every documented <c>trade_state</c>.</summary>
internal enum TradeState
{
    Success,

    /// <summary>Paid, and something was refunded since; it stays so. The refunds are looked up for amounts.</summary>
    Refund,

    NotPay,
    Closed,
    Revoked,
    UserPaying,
    PayError,
    Accept,
}

/// <summary>WeChat Pay's words for an order's state, and what they mean to the order machine.</summary>
internal static class TradeWords
{
    /// <returns>False for a word that is not documented: an error that names it, never a default.</returns>
    public static bool TryRead(ReadOnlySpan<byte> word, out TradeState state)
    {
        TradeState? read = word switch
        {
            _ when word.SequenceEqual("SUCCESS"u8) => TradeState.Success,
            _ when word.SequenceEqual("REFUND"u8) => TradeState.Refund,
            _ when word.SequenceEqual("NOTPAY"u8) => TradeState.NotPay,
            _ when word.SequenceEqual("CLOSED"u8) => TradeState.Closed,
            _ when word.SequenceEqual("REVOKED"u8) => TradeState.Revoked,
            _ when word.SequenceEqual("USERPAYING"u8) => TradeState.UserPaying,
            _ when word.SequenceEqual("PAYERROR"u8) => TradeState.PayError,
            _ when word.SequenceEqual("ACCEPT"u8) => TradeState.Accept,
            _ => null,
        };
        state = read.GetValueOrDefault();
        return read is not null;
    }

    public static string Word(TradeState state) => state switch
    {
        TradeState.Success => "SUCCESS",
        TradeState.Refund => "REFUND",
        TradeState.NotPay => "NOTPAY",
        TradeState.Closed => "CLOSED",
        TradeState.Revoked => "REVOKED",
        TradeState.UserPaying => "USERPAYING",
        TradeState.PayError => "PAYERROR",
        TradeState.Accept => "ACCEPT",
    };

    /// <returns>Null where the state says nothing new: not paid yet.</returns>
    public static OrderEvent? Event(TradeState state) => state switch
    {
        TradeState.Success or TradeState.Refund => OrderEvent.PaymentSucceeded,
        TradeState.Closed => OrderEvent.ClosedAtProvider,
        TradeState.Revoked => OrderEvent.PaymentRevoked,
        TradeState.PayError => OrderEvent.PaymentFailed,
        TradeState.NotPay or TradeState.UserPaying or TradeState.Accept => null,
    };
}
