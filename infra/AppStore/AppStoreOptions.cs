namespace PayFunctions.Infra.AppStore;

/// <summary>Settings <c>AppStore:*</c>: the apps, by bundle id. None: no App Store notification is taken.</summary>
public sealed class AppStoreOptions
{
    public const string Section = "AppStore";

    /// <summary>Trusted roots, PEM; null: Apple Root CA - G3. A sandbox brings its own.</summary>
    public string? RootCertificates { get; set; }

    public Dictionary<string, AppStoreAppOptions> Apps { get; } = new(StringComparer.Ordinal);
}

/// <summary>Settings <c>AppStore:Apps:{bundleId}:*</c>.</summary>
public sealed class AppStoreAppOptions
{
    public const string Production = "Production";
    public const string Sandbox = "Sandbox";

    /// <summary><c>Production</c> or <c>Sandbox</c>: notifications of the other are refused.</summary>
    public string Environment { get; set; } = Production;

    /// <summary>Apple's number of the app; needed in production, where notifications name it.</summary>
    public long? AppAppleId { get; set; }

    /// <summary>Whose orders come in through the app.</summary>
    public string? Tenant { get; set; }
}
