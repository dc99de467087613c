namespace PayFunctions.Infra.WeChatPay;

/// <summary>Settings <c>WeChatPay:Merchants:{merchantId}:*</c>: one merchant account (mchid) and its keys.</summary>
/// <remarks>Validated at the start; these are identities and secrets, not knobs, so a change needs a restart.</remarks>
public sealed class WeChatPayMerchantOptions
{
    public const string DefaultBaseUrl = "https://api.mch.weixin.qq.com";
    public const string DefaultTenant = "default";

    /// <summary>The appid bound to the merchant account: <c>wx…</c>.</summary>
    public string? AppId { get; set; }

    /// <summary>The serial of the merchant's own API certificate, hex, as the merchant platform shows it.</summary>
    public string? SerialNumber { get; set; }

    /// <summary>The private key of that certificate: PEM (PKCS#8 or PKCS#1); a literal <c>\n</c> stands for a line
    /// end.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>The APIv3 key: 32 ASCII characters, used as they are; or where it is: <c>secret:NAME</c>,
    /// <c>file:PATH</c>.</summary>
    public string? ApiV3Key { get; set; }

    /// <summary>Public-key mode: the key's id, <c>PUB_KEY_ID_…</c>. Without it only platform certificates
    /// verify.</summary>
    public string? PublicKeyId { get; set; }

    /// <summary>Public-key mode: the WeChat Pay public key, PEM.</summary>
    public string? PublicKey { get; set; }

    /// <summary>Where the API is; <c>https://api.mch.weixin.qq.com</c> unless told.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>The public URL of our callback route for this merchant; no query string.</summary>
    public string? NotifyUrl { get; set; }

    /// <summary>Whose orders come in through this account.</summary>
    public string? Tenant { get; set; }

    /// <summary>The merchant accounts (mchid) that may receive shares of this account's orders; none: nobody.</summary>
    public IList<string> Receivers { get; } = [];
}
