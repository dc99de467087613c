using PayFunctions.Core.Splits;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>The JSON of our requests about profit sharing; the same split always gives the same bytes.</summary>
internal static class SplitBodies
{
    private const string Merchant = "MERCHANT_ID";

    public static ReadOnlyMemory<byte> Receiver(WeChatPayMerchant merchant, string account) =>
        RequestBodies.Write(json =>
        {
            json.WriteString("appid", merchant.AppId);
            json.WriteString("type", Merchant);
            json.WriteString("account", account);
            json.WriteString("relation_type", "PARTNER");
        });

    public static ReadOnlyMemory<byte> Split(WeChatPayMerchant merchant, Split split) => RequestBodies.Write(json =>
    {
        json.WriteString("appid", merchant.AppId);
        json.WriteString("transaction_id", split.TransactionId);
        json.WriteString("out_order_no", split.Number);
        json.WriteStartArray("receivers");
        foreach (var share in split.Shares)
        {
            json.WriteStartObject();
            json.WriteString("type", Merchant);
            json.WriteString("account", share.Account);
            json.WriteNumber("amount", share.Amount.MinorUnits);
            json.WriteString("description", split.Id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("unfreeze_unsplit", split.UnfreezeRest);
    });

    public static ReadOnlyMemory<byte> Unfreeze(Split split) => RequestBodies.Write(json =>
    {
        json.WriteString("transaction_id", split.TransactionId);
        json.WriteString("out_order_no", split.Number);
        json.WriteString("description", split.Id);
    });

    public static ReadOnlyMemory<byte> Return(Split split, ShareReturn given) => RequestBodies.Write(json =>
    {
        json.WriteString("out_order_no", split.Number);
        json.WriteString("out_return_no", given.Number);
        json.WriteString("return_mchid", given.Account);
        json.WriteNumber("amount", given.Amount.MinorUnits);
        json.WriteString("description", given.Id);
    });
}
