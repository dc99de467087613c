using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>
/// A notification as it is kept for delivery: id, receiver and body stay the same through every redelivery.
/// </summary>
internal sealed record Notice(string Id, MerchantAccount Account, Transaction Transaction, byte[] Body)
{
    public string OutTradeNo => Transaction.OutTradeNo;

    public static Notice OfPayment(MerchantAccount account, Transaction paid, DateTimeOffset now)
    {
        const string associatedData = "transaction";
        var id = "EV-" + ResourceCipher.NewNonce(29);
        var nonce = ResourceCipher.NewNonce(12);
        var content = SimulatedAnswer.Bytes(TransactionWords.Write(paid));
        var body = new JsonObject
        {
            ["id"] = id,
            ["create_time"] = TransactionWords.BeijingTime(now),
            ["resource_type"] = "encrypt-resource",
            ["event_type"] = "TRANSACTION.SUCCESS",
            ["summary"] = "支付成功",
            ["resource"] = new JsonObject
            {
                ["original_type"] = "transaction",
                ["algorithm"] = "AEAD_AES_256_GCM",
                ["ciphertext"] = ResourceCipher.Encrypt(account.ApiV3Key, nonce, associatedData, content),
                ["associated_data"] = associatedData,
                ["nonce"] = nonce,
            },
        };
        return new(id, account, paid, SimulatedAnswer.Bytes(body));
    }
}
