namespace PayFunctions.Infra.ApplePay;

/// <summary>Why a payment token was refused.</summary>
public enum ApplePayRefusal
{
    /// <summary>A part of it is missing, or not of the documented form.</summary>
    Malformed,

    /// <summary>Neither EC_v1 nor RSA_v1.</summary>
    WrongVersion,

    /// <summary>It is sealed for a merchant that is not configured.</summary>
    UnknownMerchant,

    /// <summary>It is sealed for a key that the merchant does not have (any more).</summary>
    UnknownKey,

    /// <summary>It is sealed for none of the keys that are there, and the vault has not yet given all: it may come
    /// again.</summary>
    KeyNotThereYet,

    /// <summary>It is sealed for a key whose certificate is over, or not yet in force.</summary>
    KeyNotInForce,

    /// <summary>Signed by another algorithm than its version names.</summary>
    WrongAlgorithm,
    LeafNotMarked,
    IntermediateNotMarked,
    NotUnderTheRoot,
    CertificateNotInForce,
    BadSignature,

    /// <summary>Signed too long ago, or in the future: a recorded token.</summary>
    StaleSigningTime,

    /// <summary>Signed well, and not sealed with the merchant's key, or changed since.</summary>
    NotDecryptable,

    /// <summary>Opened, and not a kind of payment data that is handed on.</summary>
    UnsupportedData,
}
