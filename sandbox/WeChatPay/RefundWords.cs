using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>A refund in the provider's words: answers and notifications differ in their fields' names.</summary>
internal static class RefundWords
{
    public static JsonObject Answer(SimulatedRefund refund)
    {
        var words = Shared(refund);
        words["channel"] = "ORIGINAL";
        words["create_time"] = TransactionWords.BeijingTime(refund.CreateTime);
        words["status"] = Word(refund.Status);
        words["funds_account"] = "AVAILABLE";
        words["amount"]!["settlement_refund"] = refund.Amount;
        words["amount"]!["settlement_total"] = refund.Total;
        words["amount"]!["discount_refund"] = 0;
        words["amount"]!["currency"] = "CNY";
        return words;
    }

    public static JsonObject Notification(SimulatedRefund refund)
    {
        var words = Shared(refund);
        words["mchid"] = refund.MerchantId;
        words["refund_status"] = Word(refund.Status);
        return words;
    }

    public static string EventType(RefundStatus status) => $"REFUND.{Word(status)}";

    public static string Summary(RefundStatus status) => status switch
    {
        RefundStatus.Success => "退款成功",
        RefundStatus.Closed => "退款关闭",
        RefundStatus.Abnormal => "退款异常",
        RefundStatus.Processing => "退款处理中",
    };

    private static JsonObject Shared(SimulatedRefund refund)
    {
        var words = new JsonObject
        {
            ["refund_id"] = refund.RefundId,
            ["out_refund_no"] = refund.OutRefundNo,
            ["transaction_id"] = refund.TransactionId,
            ["out_trade_no"] = refund.OutTradeNo,
            ["user_received_account"] = "招商银行信用卡0403",
            ["amount"] = new JsonObject
            {
                ["total"] = refund.Total,
                ["refund"] = refund.Amount,
                ["payer_total"] = refund.Total,
                ["payer_refund"] = refund.Amount,
            },
        };
        if (refund.SuccessTime is { } at) words["success_time"] = TransactionWords.BeijingTime(at);
        return words;
    }

    private static string Word(RefundStatus status) => status switch
    {
        RefundStatus.Processing => "PROCESSING",
        RefundStatus.Success => "SUCCESS",
        RefundStatus.Closed => "CLOSED",
        RefundStatus.Abnormal => "ABNORMAL",
    };
}
