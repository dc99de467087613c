using PayFunctions.Infra.UnionPay;
using PayFunctions.Sandbox.Alipay;
using PayFunctions.Sandbox.UnionPay;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Sandbox.Demo.Days;

/// <summary>The same day as the providers hold it.</summary>
internal static class ProviderDay
{
    public static Transaction WeChat(SeededOrder order, string appId, string transactionId, DateTimeOffset at) => new()
    {
        MerchantId = order.Order.MerchantId,
        AppId = appId,
        Way = "native",
        OutTradeNo = order.Order.OutTradeNo,
        Description = order.Order.Description,
        NotifyUrl = "http://127.0.0.1/",
        Total = order.Order.Total.MinorUnits,
        Currency = "CNY",
        TimeExpire = null,
        Attach = "",
        Offer = $"weixin://{order.Order.OutTradeNo}",
        State = TransactionState.Paid,
        TransactionId = transactionId,
        PaidTotal = order.Order.Total.MinorUnits,
        SuccessTime = at,
    };

    public static SimulatedRefund WeChatRefund(
        SeededOrder order, string transactionId, string refundId, string providerRefundId, long fen, DateTimeOffset at) => new()
        {
            MerchantId = order.Order.MerchantId,
            OutRefundNo = refundId,
            TransactionId = transactionId,
            OutTradeNo = order.Order.OutTradeNo,
            NotifyUrl = "http://127.0.0.1/",
            Reason = "",
            Amount = fen,
            Total = order.Order.Total.MinorUnits,
            RefundId = providerRefundId,
            CreateTime = at,
            Status = RefundStatus.Success,
            SuccessTime = at,
        };

    public static AlipayTrade Alipay(SeededOrder order, string tradeNo, DateTimeOffset at, params IReadOnlyList<AlipayRefund> refunds) => new()
    {
        AppId = order.Order.MerchantId,
        OutTradeNo = order.Order.OutTradeNo,
        Method = "alipay.trade.precreate",
        Total = order.Order.Total.MinorUnits / 100m,
        Subject = order.Order.Description,
        NotifyUrl = "http://127.0.0.1/",
        State = AlipayTradeState.Paid,
        TradeNo = tradeNo,
        PaidTotal = order.Order.Total.MinorUnits / 100m,
        PaidAt = at,
        Refunds = refunds,
    };

    public static UnionPayTrade UnionPay(SeededOrder order, string queryId, DateTimeOffset at) => new()
    {
        MerchantId = order.Order.MerchantId,
        OrderId = TradeNumbers.Of(order.Order),
        TxnTime = TradeNumbers.TimeOf(order.Order),
        TxnType = "01",
        Amount = order.Order.Total.MinorUnits,
        BackUrl = "http://127.0.0.1/",
        QueryId = queryId,
        RespCode = "00",
        DoneAt = at,
    };

    /// <summary>Of the order's last refund.</summary>
    public static UnionPayTrade UnionPayRefund(SeededOrder order, string queryId)
    {
        var refund = order.Refunds[^1];
        return UnionPay(order, queryId, refund.RequestedAt) with
        {
            OrderId = TradeNumbers.Of(order.Order, refund),
            TxnTime = TradeNumbers.TimeOf(refund),
            TxnType = "04",
            Amount = refund.Amount.MinorUnits,
            OriginalQueryId = order.Order.TransactionId!,
        };
    }

    public static UnionPayTrade UnionPayReversal(SeededOrder order, string queryId) =>
        UnionPay(order, queryId, order.Order.Reversal!.RequestedAt) with
        {
            OrderId = TradeNumbers.OfReversal(order.Order),
            TxnTime = TradeNumbers.TimeOfReversal(order.Order),
            TxnType = "31",
            OriginalQueryId = order.Order.TransactionId!,
        };
}
