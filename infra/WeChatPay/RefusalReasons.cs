namespace PayFunctions.Infra.WeChatPay;

/// <summary>What each <see cref="RefusalReason"/> is called outside the code: code, HTTP status, place in the
/// docs.</summary>
public static class RefusalReasons
{
    private const string Docs = "docs/refusals.md#";

    /// <summary>The word in logs and counters, and the heading in docs/refusals.md.</summary>
    public static string Code(RefusalReason reason) => reason switch
    {
        RefusalReason.UnknownMerchant => "unknown-merchant",
        RefusalReason.TooLarge => "too-large",
        RefusalReason.MissingSignature => "missing-signature",
        RefusalReason.UnsupportedSignatureType => "unsupported-signature-type",
        RefusalReason.SignatureProbe => "signature-probe",
        RefusalReason.StaleTimestamp => "stale-timestamp",
        RefusalReason.UnknownSerial => "unknown-serial",
        RefusalReason.MerchantSerialUsed => "merchant-serial-used",
        RefusalReason.WrongKeyMode => "wrong-key-mode",
        RefusalReason.CertificateNotInForce => "certificate-not-in-force",
        RefusalReason.BadSignature => "bad-signature",
        RefusalReason.BodyAltered => "body-altered",
        RefusalReason.SecretNotFound => "secret-not-found",
        RefusalReason.NotDecryptable => "not-decryptable",
        RefusalReason.Malformed => "malformed",
        RefusalReason.UnknownWord => "unknown-word",
    };

    public static int Status(RefusalReason reason) => reason switch
    {
        RefusalReason.UnknownMerchant => 404,
        RefusalReason.TooLarge => 413,
        RefusalReason.MissingSignature or RefusalReason.UnsupportedSignatureType or RefusalReason.SignatureProbe => 401,
        RefusalReason.StaleTimestamp or RefusalReason.UnknownSerial or RefusalReason.MerchantSerialUsed => 401,
        RefusalReason.WrongKeyMode or RefusalReason.CertificateNotInForce => 401,
        RefusalReason.BadSignature or RefusalReason.BodyAltered => 401,
        RefusalReason.NotDecryptable or RefusalReason.Malformed => 400,
        RefusalReason.UnknownWord or RefusalReason.SecretNotFound => 503,
    };

    public static string Anchor(RefusalReason reason) => Docs + Code(reason);
}
