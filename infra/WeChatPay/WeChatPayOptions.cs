namespace PayFunctions.Infra.WeChatPay;

/// <summary>Settings <c>WeChatPay:*</c>: the merchant accounts, by mchid.</summary>
public sealed class WeChatPayOptions
{
    public const string Section = "WeChatPay";

    /// <summary>The authorities that issue platform certificates, PEM; unset: the chain is not checked.</summary>
    public string? PlatformIssuer { get; set; }

    public Dictionary<string, WeChatPayMerchantOptions> Merchants { get; } = new(StringComparer.Ordinal);
}
