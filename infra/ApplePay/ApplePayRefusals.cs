namespace PayFunctions.Infra.ApplePay;

/// <summary>What each <see cref="ApplePayRefusal"/> is called outside the code.</summary>
public static class ApplePayRefusals
{
    /// <summary>The word in counters and answers, and the heading in docs/apple-pay.md.</summary>
    public static string Code(ApplePayRefusal refusal) => refusal switch
    {
        ApplePayRefusal.Malformed => "malformed",
        ApplePayRefusal.WrongVersion => "wrong-version",
        ApplePayRefusal.UnknownMerchant => "unknown-merchant",
        ApplePayRefusal.UnknownKey => "unknown-key",
        ApplePayRefusal.KeyNotThereYet => "key-not-there-yet",
        ApplePayRefusal.KeyNotInForce => "key-not-in-force",
        ApplePayRefusal.WrongAlgorithm => "wrong-algorithm",
        ApplePayRefusal.LeafNotMarked => "leaf-not-marked",
        ApplePayRefusal.IntermediateNotMarked => "intermediate-not-marked",
        ApplePayRefusal.NotUnderTheRoot => "not-under-the-root",
        ApplePayRefusal.CertificateNotInForce => "certificate-not-in-force",
        ApplePayRefusal.BadSignature => "bad-signature",
        ApplePayRefusal.StaleSigningTime => "stale-signing-time",
        ApplePayRefusal.NotDecryptable => "not-decryptable",
        ApplePayRefusal.UnsupportedData => "unsupported-data",
    };
}
