namespace PayFunctions.Infra.UnionPay;

/// <summary>Settings <c>UnionPay:Merchants:{merId}:*</c>: one merchant of the online gateway, its signing certificate, and
/// what UnionPay's own certificates are held to.</summary>
/// <remarks>Validated at the start; a change needs a restart.</remarks>
public sealed class UnionPayMerchantOptions
{
    public const string DefaultGatewayUrl = "https://gateway.95516.com";
    public const string DefaultSignerName = "中国银联股份有限公司";
    public const string DefaultTenant = "default";

    /// <summary>The private key of the signing certificate (out of the <c>.pfx</c>): PEM, a literal <c>\n</c> standing
    /// for a line end; or where it is: <c>certificate:NAME</c>, <c>secret:NAME</c>, <c>file:PATH</c>, whose newer versions are
    /// picked up without a restart.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>The signing certificate itself, PEM: its serial number is each request's <c>certId</c>. Not needed
    /// where it comes with the key: <c>certificate:NAME</c>, or a PEM that holds both.</summary>
    public string? SigningCertificate { get; set; }

    /// <summary>The roots that UnionPay's certificates lead to (<c>acp_prod_root.cer</c>), PEM.</summary>
    public string? RootCertificates { get; set; }

    /// <summary>What stands between them (<c>acp_prod_middle.cer</c>), PEM; during a change, both the old and the new
    /// one.</summary>
    public string? MiddleCertificates { get; set; }

    /// <summary>Whose certificate signs to us: the third part of its subject's CN, between <c>@</c>. The test gateway's
    /// is <c>00040000:SIGN</c>.</summary>
    public string? SignerName { get; set; }

    /// <summary>The public URL of our callback route, <c>…/api/callbacks/unionpay</c>; no query string.</summary>
    public string? NotifyUrl { get; set; }

    /// <summary>Where the gateway's page sends the payer when they have paid; null: nowhere.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary><c>https://gateway.95516.com</c> unless told.</summary>
    public string? GatewayUrl { get; set; }

    /// <summary>Where the settlement files are fetched, <c>https://filedownload.95516.com</c>. Null: nowhere, since a
    /// merchant has to be let in for it; then somebody brings them.</summary>
    public string? FileUrl { get; set; }

    /// <summary>Whose orders come in through this merchant.</summary>
    public string? Tenant { get; set; }
}
