namespace PayFunctions.Infra.WeChatPay;

/// <summary>Settings <c>WeChatPay:*</c>: the merchant accounts, by mchid.</summary>
public sealed class WeChatPayOptions
{
    public const string Section = "WeChatPay";

    public Dictionary<string, WeChatPayMerchantOptions> Merchants { get; } = new(StringComparer.Ordinal);
}
