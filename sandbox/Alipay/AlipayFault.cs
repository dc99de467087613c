namespace PayFunctions.Sandbox.Alipay;

/// <summary>What is wrong with a delivery.</summary>
public enum AlipayFault
{
    None,

    /// <summary>The amount is changed after it was signed.</summary>
    TamperedAmount,

    /// <summary>A well-formed signature, made with a key that is not Alipay's.</summary>
    StrangersKey,

    /// <summary>The trade's status a second time, at the end.</summary>
    DoubledField,

    /// <summary>Signed as it should be, and said to be signed by SHA-1.</summary>
    OldSignatureType,

    /// <summary>A genuine refund's notification, its refund hidden in another value: a payment by all signs.</summary>
    HiddenRefund,
}
