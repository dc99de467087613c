namespace PayFunctions.Infra.Alipay;

/// <summary>Why a callback was refused. For logs and counters; the answer to the sender is always <c>fail</c>.</summary>
public enum AlipayRefusal
{
    TooLarge,

    /// <summary>Not a form as browsers write them: a bad escape, a raw byte, an empty or odd field name.</summary>
    Malformed,

    TooManyFields,

    /// <summary>A field that comes twice: which of the two was signed depends on who reads it.</summary>
    DuplicateField,

    /// <summary>A value that has another field inside (<c>…&amp;refund_fee=…</c>): the signed text would be the same
    /// if that field stood by itself, so the signature can't tell the two apart.</summary>
    AmbiguousField,

    UnsupportedCharset,

    /// <summary>The app_id is none of ours.</summary>
    UnknownApp,

    MissingSignature,

    /// <summary>Anything but RSA2; the message does not choose how it is verified.</summary>
    UnsupportedSignatureType,

    /// <summary>Certificate mode: an alipay_cert_sn that is not configured.</summary>
    UnknownCertificate,

    /// <summary>Certificate mode: the certificate is known, and not in force at this time.</summary>
    CertificateNotInForce,

    BadSignature,

    /// <summary>Signed well, and something that a trade's notification has to say is missing or unreadable.</summary>
    Incomplete,

    /// <summary>Signed well and readable, with a trade_status that we do not know: kept coming (503) until somebody has
    /// looked.</summary>
    UnknownWord,
}

/// <summary>What each <see cref="AlipayRefusal"/> is called outside the code.</summary>
public static class AlipayRefusals
{
    private const string Docs = "docs/refusals-alipay.md#";

    /// <summary>The word in logs and counters, and the heading in docs/refusals-alipay.md.</summary>
    public static string Code(AlipayRefusal reason) => reason switch
    {
        AlipayRefusal.TooLarge => "too-large",
        AlipayRefusal.Malformed => "malformed",
        AlipayRefusal.TooManyFields => "too-many-fields",
        AlipayRefusal.DuplicateField => "duplicate-field",
        AlipayRefusal.AmbiguousField => "ambiguous-field",
        AlipayRefusal.UnsupportedCharset => "unsupported-charset",
        AlipayRefusal.UnknownApp => "unknown-app",
        AlipayRefusal.MissingSignature => "missing-signature",
        AlipayRefusal.UnsupportedSignatureType => "unsupported-signature-type",
        AlipayRefusal.UnknownCertificate => "unknown-certificate",
        AlipayRefusal.CertificateNotInForce => "certificate-not-in-force",
        AlipayRefusal.BadSignature => "bad-signature",
        AlipayRefusal.Incomplete => "incomplete",
        AlipayRefusal.UnknownWord => "unknown-word",
    };

    public static int Status(AlipayRefusal reason) => reason switch
    {
        AlipayRefusal.TooLarge => 413,
        AlipayRefusal.Malformed or AlipayRefusal.TooManyFields or AlipayRefusal.DuplicateField => 400,
        AlipayRefusal.AmbiguousField or AlipayRefusal.UnsupportedCharset or AlipayRefusal.Incomplete => 400,
        AlipayRefusal.UnknownApp => 404,
        AlipayRefusal.MissingSignature or AlipayRefusal.UnsupportedSignatureType => 401,
        AlipayRefusal.UnknownCertificate or AlipayRefusal.CertificateNotInForce => 401,
        AlipayRefusal.BadSignature => 401,
        AlipayRefusal.UnknownWord => 503,
    };

    public static string Anchor(AlipayRefusal reason) => Docs + Code(reason);
}
