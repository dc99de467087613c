namespace PayFunctions.Core.Certificates;

/// <summary>What a certificate or bare key is for. All of them are listed, watched and warned of alike.</summary>
public enum CertificatePurpose
{
    /// <summary>WeChat Pay signs answers and notifications with it; replaced by download.</summary>
    WeChatPayPlatform,

    /// <summary>WeChat Pay's bare public key of one merchant; it has no end.</summary>
    WeChatPayPublicKey,

    /// <summary>The merchant signs requests to WeChat Pay with it.</summary>
    WeChatPayMerchant,

    /// <summary>The application signs requests to Alipay with it.</summary>
    AlipayApplication,

    /// <summary>Alipay signs answers and notifications with it.</summary>
    AlipayPublic,

    /// <summary>Alipay's certificates chain to it.</summary>
    AlipayRoot,

    /// <summary>The merchant signs requests to UnionPay with it.</summary>
    UnionPaySigning,

    /// <summary>UnionPay's certificates chain to it.</summary>
    UnionPayRoot,

    /// <summary>Apple's signatures chain to it.</summary>
    AppleRoot,

    /// <summary>Apple Pay tokens are encrypted to it.</summary>
    ApplePayProcessing,

    /// <summary>A shop's pages ask Apple for payment sessions with it; only its end is watched.</summary>
    ApplePayIdentity,
}
