namespace PayFunctions.Sandbox.UnionPay;

/// <summary>What is wrong with a delivery.</summary>
public enum UnionPayFault
{
    None,

    /// <summary>The amount is changed after it was signed.</summary>
    TamperedAmount,

    /// <summary>The genuine certificate, and a signature by a key that is not its own.</summary>
    StrangersKey,

    /// <summary>A certificate of the same words, from an authority of the stranger's own; signed well by it.</summary>
    StrangersAuthority,

    /// <summary>A merchant's own certificate, from the genuine authority; signed well by it.</summary>
    MerchantsCertificate,

    /// <summary>The respCode a second time, at the end.</summary>
    DoubledField,

    /// <summary>Said to be of version 5.0.0, whose signature is SHA-1.</summary>
    OldVersion,
}
