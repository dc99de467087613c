namespace PayFunctions.Infra.UnionPay;

/// <summary>What each <see cref="UnionPayRefusal"/> is called outside the code.</summary>
public static class UnionPayRefusals
{
    private const string Docs = "docs/refusals-unionpay.md#";

    /// <summary>The word in logs and counters, and the heading in docs/refusals-unionpay.md.</summary>
    public static string Code(UnionPayRefusal reason) => reason switch
    {
        UnionPayRefusal.TooLarge => "too-large",
        UnionPayRefusal.Malformed => "malformed",
        UnionPayRefusal.TooManyFields => "too-many-fields",
        UnionPayRefusal.DuplicateField => "duplicate-field",
        UnionPayRefusal.AmbiguousField => "ambiguous-field",
        UnionPayRefusal.UnsupportedEncoding => "unsupported-encoding",
        UnionPayRefusal.UnsupportedVersion => "unsupported-version",
        UnionPayRefusal.UnsupportedSignMethod => "unsupported-sign-method",
        UnionPayRefusal.UnknownMerchant => "unknown-merchant",
        UnionPayRefusal.MissingSignature => "missing-signature",
        UnionPayRefusal.UnreadableCertificate => "unreadable-certificate",
        UnionPayRefusal.UntrustedCertificate => "untrusted-certificate",
        UnionPayRefusal.OtherSigner => "other-signer",
        UnionPayRefusal.CertificateNotInForce => "certificate-not-in-force",
        UnionPayRefusal.BadSignature => "bad-signature",
        UnionPayRefusal.Incomplete => "incomplete",
        UnionPayRefusal.UnknownWord => "unknown-word",
    };

    public static int Status(UnionPayRefusal reason) => reason switch
    {
        UnionPayRefusal.TooLarge => 413,
        UnionPayRefusal.Malformed or UnionPayRefusal.TooManyFields or UnionPayRefusal.DuplicateField => 400,
        UnionPayRefusal.AmbiguousField or UnionPayRefusal.UnsupportedEncoding or UnionPayRefusal.Incomplete => 400,
        UnionPayRefusal.UnknownMerchant => 404,
        UnionPayRefusal.UnsupportedVersion or UnionPayRefusal.UnsupportedSignMethod => 401,
        UnionPayRefusal.MissingSignature or UnionPayRefusal.BadSignature => 401,
        UnionPayRefusal.UnreadableCertificate or UnionPayRefusal.UntrustedCertificate => 401,
        UnionPayRefusal.OtherSigner or UnionPayRefusal.CertificateNotInForce => 401,
        UnionPayRefusal.UnknownWord => 503,
    };

    public static string Anchor(UnionPayRefusal reason) => Docs + Code(reason);
}
