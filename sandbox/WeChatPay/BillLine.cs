namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>One line of a trade bill: a payment, a refund, or a payment undone.</summary>
/// <param name="State"><c>SUCCESS</c>, <c>REFUND</c> or <c>REVOKED</c>.</param>
/// <param name="Amount">In fen: what was paid, or what goes back.</param>
/// <param name="RefundState"><c>SUCCESS</c> or <c>PROCESSING</c>; of a refund only.</param>
public sealed record BillLine(
    DateTimeOffset At, string MerchantId, string TransactionId, string OutTradeNo, string State, long Amount,
    decimal FeeYuan, string RefundId = "0", string OutRefundNo = "0", string RefundState = "", string Currency = "CNY")
{
    public bool IsRefund => State == "REFUND";

    public static BillLine Of(Transaction paid) => new(
        paid.SuccessTime!.Value, paid.MerchantId, paid.TransactionId!, paid.OutTradeNo, "SUCCESS", paid.PaidTotal,
        FeeOf(paid.PaidTotal));

    public static BillLine Of(SimulatedRefund refund) => new(
        refund.CreateTime, refund.MerchantId, refund.TransactionId, refund.OutTradeNo, "REFUND", refund.Amount, 0,
        refund.RefundId, refund.OutRefundNo, refund.Status == RefundStatus.Success ? "SUCCESS" : "PROCESSING");

    /// <summary>0.6 %, in whole fen, as yuan.</summary>
    public static decimal FeeOf(long fen) => Math.Round(fen * 0.006m, MidpointRounding.AwayFromZero) / 100;
}
