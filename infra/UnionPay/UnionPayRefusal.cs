namespace PayFunctions.Infra.UnionPay;

/// <summary>Why a callback was refused. For logs and counters; the sender is told no more than that it was.</summary>
public enum UnionPayRefusal
{
    TooLarge,

    /// <summary>Not a form as browsers write them: a bad escape, a raw byte, an empty or odd field name.</summary>
    Malformed,

    TooManyFields,

    /// <summary>A field that comes twice: which of the two was signed depends on who reads it.</summary>
    DuplicateField,

    /// <summary>A value that has another field inside (<c>…&amp;respCode=…</c>): the signed text would be the same if that
    /// field stood by itself.</summary>
    AmbiguousField,

    /// <summary>Anything but UTF-8, which our requests ask for.</summary>
    UnsupportedEncoding,

    /// <summary>Anything but 5.1.0: 5.0.0 signs with SHA-1.</summary>
    UnsupportedVersion,

    /// <summary>Anything but 01 (RSA with a certificate); the message does not choose how it is verified.</summary>
    UnsupportedSignMethod,

    /// <summary>The merId is none of ours.</summary>
    UnknownMerchant,

    MissingSignature,

    /// <summary>The signPubKeyCert is missing, or not one certificate in PEM.</summary>
    UnreadableCertificate,

    /// <summary>The certificate does not lead to a configured root.</summary>
    UntrustedCertificate,

    /// <summary>It leads to the root, and is another's than UnionPay's.</summary>
    OtherSigner,

    /// <summary>It, or one of its issuers, is not in force at this time.</summary>
    CertificateNotInForce,

    BadSignature,

    /// <summary>Signed well, and something that a trade's notification has to say is missing or unreadable.</summary>
    Incomplete,

    /// <summary>Signed well and readable, with a respCode that we do not know: kept coming (503) until somebody has
    /// looked.</summary>
    UnknownWord,
}
