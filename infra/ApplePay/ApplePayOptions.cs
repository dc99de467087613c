namespace PayFunctions.Infra.ApplePay;

/// <summary>Settings <c>ApplePay:*</c>: the merchants, by merchant identifier. None: no token is taken.</summary>
public sealed class ApplePayOptions
{
    public const string Section = "ApplePay";

    /// <summary>Trusted roots, PEM; null: Apple Root CA - G3. A sandbox brings its own.</summary>
    public string? RootCertificates { get; set; }

    /// <summary>How far from our clock a token may have been signed, either way.</summary>
    public TimeSpan SigningTimeWithin { get; set; } = TimeSpan.FromMinutes(5);

    public Dictionary<string, ApplePayMerchantOptions> Merchants { get; } = new(StringComparer.Ordinal);
}

/// <summary>Settings <c>ApplePay:Merchants:{merchantIdentifier}:*</c>.</summary>
public sealed class ApplePayMerchantOptions
{
    /// <summary>The payment processing certificates' private keys, PEM, or where each is (<c>secret:NAME</c>,
    /// <c>certificate:NAME</c>, <c>file:PATH</c>): several while one is renewed.</summary>
    public IList<string> PrivateKeys { get; } = [];

    /// <summary>The payment processing certificates of those keys, PEM: they tell until when each is good. A key without
    /// one has no end here.</summary>
    public IList<string> Certificates { get; } = [];

    /// <summary>The merchant identity certificate that the shop's pages use, PEM: watched for its end and nothing
    /// else.</summary>
    public string? IdentityCertificate { get; set; }

    /// <summary>Where the acquirer's gateway is; card data goes there.</summary>
    public string? AcquirerUrl { get; set; }

    /// <summary>What the gateway knows us by, or <c>secret:NAME</c>.</summary>
    public string? AcquirerKey { get; set; }

    /// <summary>Whose orders come in through the merchant identifier.</summary>
    public string? Tenant { get; set; }

    /// <summary>Nothing of it: two of its fields are secrets.</summary>
    public override string ToString() => nameof(ApplePayMerchantOptions);
}
