using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>
/// A notification as it is kept for delivery: id, receiver and body stay the same through every redelivery.
/// </summary>
/// <param name="OutTradeNo">The order's number, the refund's (out_refund_no), a share's or its return's: what it is
/// planned and found by.</param>
internal sealed record Notice(string Id, MerchantAccount Account, string OutTradeNo, string NotifyUrl, byte[] Body)
{
    public static Notice OfPayment(MerchantAccount account, Transaction paid, DateTimeOffset now) => Of(
        account, paid.OutTradeNo, paid.NotifyUrl, now, "transaction", "TRANSACTION.SUCCESS", "支付成功",
        TransactionWords.Write(paid));

    public static Notice OfRefund(MerchantAccount account, SimulatedRefund refund, DateTimeOffset now) => Of(
        account, refund.OutRefundNo, refund.NotifyUrl, now, "refund", RefundWords.EventType(refund.Status),
        RefundWords.Summary(refund.Status), RefundWords.Notification(refund));

    /// <summary>One receiver's share has arrived; nobody names an address for it but the account's own.</summary>
    public static Notice OfShare(
        MerchantAccount account, string notifyUrl, SimulatedSplit split, (string Account, long Amount) share,
        DateTimeOffset now) => Of(
        account, $"{split.OutOrderNo}~{share.Account}", notifyUrl, now, "profitsharing", "PROFITSHARING.SUCCESS", "分账",
        ShareWords(split, split.OutOrderNo, split.OrderId, share, now));

    /// <summary>A receiver has given back.</summary>
    public static Notice OfReturn(
        MerchantAccount account, string notifyUrl, SimulatedReturn given, DateTimeOffset now) => Of(
        account, given.OutReturnNo, notifyUrl, now, "profitsharing", "PROFITSHARING.RETURN", "分账回退",
        ShareWords(given.Split, given.OutReturnNo, given.ReturnId, (given.Account, given.Amount), now));

    private static JsonObject ShareWords(
        SimulatedSplit split, string number, string orderId, (string Account, long Amount) share, DateTimeOffset at) => new()
        {
            ["mchid"] = split.MerchantId,
            ["transaction_id"] = split.TransactionId,
            ["order_id"] = orderId,
            ["out_order_no"] = number,
            ["receiver"] = new JsonObject
            {
                ["type"] = "MERCHANT_ID",
                ["account"] = share.Account,
                ["amount"] = share.Amount,
                ["description"] = split.OutOrderNo,
            },
            ["success_time"] = TransactionWords.BeijingTime(at),
        };

    private static Notice Of(
        MerchantAccount account, string number, string notifyUrl, DateTimeOffset now, string associatedData,
        string type, string summary, JsonObject words)
    {
        var id = "EV-" + ResourceCipher.NewNonce(29);
        var nonce = ResourceCipher.NewNonce(12);
        var content = SimulatedAnswer.Bytes(words);
        var body = new JsonObject
        {
            ["id"] = id,
            ["create_time"] = TransactionWords.BeijingTime(now),
            ["resource_type"] = "encrypt-resource",
            ["event_type"] = type,
            ["summary"] = summary,
            ["resource"] = new JsonObject
            {
                ["original_type"] = associatedData,
                ["algorithm"] = "AEAD_AES_256_GCM",
                ["ciphertext"] = ResourceCipher.Encrypt(account.ApiV3Key, nonce, associatedData, content),
                ["associated_data"] = associatedData,
                ["nonce"] = nonce,
            },
        };
        return new(id, account, number, notifyUrl, SimulatedAnswer.Bytes(body));
    }
}
