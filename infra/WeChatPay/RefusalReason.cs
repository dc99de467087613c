namespace PayFunctions.Infra.WeChatPay;

/// <summary>Why a callback was refused. For logs and counters; the answer to the sender never says it.</summary>
public enum RefusalReason
{
    UnknownMerchant,
    TooLarge,

    /// <summary>One of the four signature headers is missing.</summary>
    MissingSignature,

    /// <summary>A signature type that is not implemented (SM2, brand).</summary>
    UnsupportedSignatureType,

    /// <summary>WeChat Pay's own probe: a wrong signature, sent to see whether it is refused. Never an alarm.</summary>
    SignatureProbe,

    /// <summary>The timestamp is not a number of seconds, or too far from our clock.</summary>
    StaleTimestamp,

    /// <summary>No key of that serial is known (yet).</summary>
    UnknownSerial,

    /// <summary>The serial is that of the merchant's own certificate: somebody mixed up the two certificates.</summary>
    MerchantSerialUsed,

    /// <summary>A platform certificate where a public key is configured, or the other way round, or another key
    /// id.</summary>
    WrongKeyMode,

    /// <summary>The platform certificate is known but not in force at this time.</summary>
    CertificateNotInForce,

    BadSignature,

    /// <summary>A bad signature over a body that shows traces of having been parsed and written again on its
    /// way.</summary>
    BodyAltered,

    /// <summary>Signed well, and the APIv3 key that opens it has not been found in the vault yet: it comes
    /// again.</summary>
    SecretNotFound,

    /// <summary>Signed well, but not encrypted with our APIv3 key.</summary>
    NotDecryptable,

    /// <summary>Signed well, but not a message of the documented form.</summary>
    Malformed,

    /// <summary>Signed well and readable, with a state word we do not know: kept coming (503) until somebody has
    /// looked.</summary>
    UnknownWord,
}
