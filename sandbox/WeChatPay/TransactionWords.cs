using System.Globalization;
using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>
/// A transaction in the provider's words: the query's answer and the notification's content are the same shape.
/// </summary>
internal static class TransactionWords
{
    public static JsonObject Write(Transaction transaction)
    {
        var paid = transaction.State == TransactionState.Paid;
        var words = new JsonObject
        {
            ["mchid"] = transaction.MerchantId,
            ["appid"] = transaction.AppId,
            ["out_trade_no"] = transaction.OutTradeNo,
        };
        if (paid)
        {
            words["transaction_id"] = transaction.TransactionId;
            words["trade_type"] = transaction.Way == "h5" ? "MWEB" : transaction.Way.ToUpperInvariant();
        }

        (words["trade_state"], words["trade_state_desc"]) = transaction.State switch
        {
            TransactionState.NotPaid => ("NOTPAY", "订单未支付"),
            TransactionState.Paid when transaction.IsRefunded => ("REFUND", "转入退款"),
            TransactionState.Paid => ("SUCCESS", "支付成功"),
            TransactionState.Closed => ("CLOSED", "订单已关闭"),
            TransactionState.PayError => ("PAYERROR", "支付失败"),
            TransactionState.Revoked => ("REVOKED", "订单已撤销"),
        };
        words["attach"] = transaction.Attach;
        if (paid)
        {
            words["bank_type"] = "OTHERS";
            words["success_time"] = BeijingTime(transaction.SuccessTime!.Value);
            words["payer"] = new JsonObject
            {
                ["openid"] = transaction.OpenId is { Length: > 0 } payer ? payer : "oSandboxPayer0000000000000001",
            };
        }

        words["amount"] = Amount(transaction, paid);
        return words;
    }

    public static string BeijingTime(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static JsonObject Amount(Transaction transaction, bool paid) => paid
        ? new()
        {
            ["total"] = transaction.PaidTotal,
            ["payer_total"] = transaction.PaidTotal,
            ["currency"] = transaction.Currency,
            ["payer_currency"] = transaction.Currency,
        }
        : new() { ["total"] = transaction.Total, ["currency"] = transaction.Currency };
}
