namespace PayFunctions.Infra.Alipay;

/// <summary>Settings <c>Alipay:Apps:{appId}:*</c>: one application, its keys, and the seller it collects for.</summary>
/// <remarks>
/// Either <see cref="PublicKey"/> alone (public-key mode), or <see cref="AppCertificate"/>,
/// <see cref="AlipayCertificate"/> and <see cref="RootCertificates"/> together (certificate mode). Validated at the
/// start; a change needs a restart.
/// </remarks>
public sealed class AlipayAppOptions
{
    public const string DefaultGatewayUrl = "https://openapi.alipay.com/gateway.do";
    public const string DefaultTenant = "default";

    /// <summary>The application's private key: PEM (PKCS#8 or PKCS#1), a literal <c>\n</c> standing for a line end; or
    /// where it is: <c>secret:NAME</c>, <c>certificate:NAME</c>, <c>file:PATH</c>.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>Public-key mode: Alipay's public key for this application, PEM. Not the application's own.</summary>
    public string? PublicKey { get; set; }

    /// <summary>Certificate mode: the application's certificate, PEM.</summary>
    public string? AppCertificate { get; set; }

    /// <summary>Certificate mode: Alipay's certificate, PEM; during a change, both the old and the new one.</summary>
    public string? AlipayCertificate { get; set; }

    /// <summary>Certificate mode: Alipay's root certificates, the whole file as it is downloaded, PEM.</summary>
    public string? RootCertificates { get; set; }

    /// <summary>The key of content encryption, base64, as the open platform shows it, or <c>secret:NAME</c>; null:
    /// contents go in clear inside TLS.</summary>
    public string? ContentKey { get; set; }

    /// <summary>The seller (PID, <c>2088…</c>) whose money this application collects.</summary>
    public string? SellerId { get; set; }

    /// <summary>The public URL of our callback route, <c>…/api/callbacks/alipay</c>; no query string: what is added
    /// there would enter the signed fields.</summary>
    public string? NotifyUrl { get; set; }

    /// <summary>Where a page sends the payer when they have paid; null: nowhere.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary><c>https://openapi.alipay.com/gateway.do</c> unless told.</summary>
    public string? GatewayUrl { get; set; }

    /// <summary>Whose orders come in through this application.</summary>
    public string? Tenant { get; set; }
}
