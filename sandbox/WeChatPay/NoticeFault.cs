namespace PayFunctions.Sandbox.WeChatPay;

/// <summary>What is wrong with a delivery.</summary>
public enum NoticeFault
{
    None,

    /// <summary>
    /// The body is changed after it was signed: still well-formed, and the encrypted part still opens.
    /// </summary>
    TamperedBody,

    /// <summary>A well-formed signature, made with a key that is not the provider's.</summary>
    WrongSignature,

    /// <summary>Signed rightly, 301 seconds ago: a recorded delivery played again.</summary>
    StaleTimestamp,

    /// <summary>A serial that no certificate of the provider has.</summary>
    UnknownSerial,

    /// <summary>The provider's own probe: <c>WECHATPAY/SIGNTEST/…</c>, which must be refused.</summary>
    SignatureProbe,
}
