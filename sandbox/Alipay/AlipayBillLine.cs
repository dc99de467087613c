namespace PayFunctions.Sandbox.Alipay;

/// <summary>One line of Alipay's trade bill: a payment or a refund.</summary>
/// <param name="RequestNo">Of a refund; empty for a payment.</param>
/// <param name="Amount">Yuan, without a sign.</param>
public sealed record AlipayBillLine(
    DateTimeOffset At, string TradeNo, string OutTradeNo, string RequestNo, decimal Amount, DateTimeOffset PaidAt)
{
    public bool IsRefund => RequestNo.Length > 0;

    /// <summary>0.6 %, in whole fen; refunds cost nothing.</summary>
    public decimal Fee => IsRefund ? 0 : Math.Round(Amount * 0.006m, 2, MidpointRounding.AwayFromZero);

    /// <summary>What was taken back as a whole has no request's number: the order's stands for it.</summary>
    internal static IEnumerable<AlipayBillLine> Of(AlipayTrade trade) =>
    [
        new(trade.PaidAt!.Value, trade.TradeNo!, trade.OutTradeNo, "", trade.PaidTotal, trade.PaidAt.Value),
        .. trade.Refunds.Select(one =>
            new AlipayBillLine(one.At, trade.TradeNo!, trade.OutTradeNo, one.RequestNo ?? trade.OutTradeNo, one.Amount, trade.PaidAt.Value)),
    ];
}
