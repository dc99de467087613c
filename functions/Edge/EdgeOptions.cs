namespace PayFunctions.Edge;

/// <summary>Settings <c>Edge:*</c>: who may come how often, before anything is read or stored.</summary>
public sealed class EdgeOptions
{
    public const string Section = "Edge";

    /// <summary>
    /// Networks (CIDR) of proxies of one's own in front of the app: only what they say in <c>X-Forwarded-For</c> about who stood before them
    /// is believed.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>Networks (CIDR) that a provider's callbacks may come from, by provider (<c>wechatpay</c>); none named: from anywhere.</summary>
    public Dictionary<string, string[]> AllowedSources { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What one address may ask for.</summary>
    public RateOptions PerSource { get; set; } = new() { PerSecond = 2000, Burst = 4000 };

    /// <summary>What one tenant's systems may ask for together.</summary>
    public RateOptions PerTenant { get; set; } = new() { PerSecond = 1000, Burst = 2000 };

    /// <summary>So many callbacks with a wrong signature from one address within a minute raise an alert.</summary>
    public int RefusalsOfNote { get; set; } = 50;
}

/// <summary>A token bucket: each instance of the app has its own.</summary>
public sealed class RateOptions
{
    /// <summary>How many tokens come back each second.</summary>
    public int PerSecond { get; set; }

    /// <summary>How many requests may come at once after a pause.</summary>
    public int Burst { get; set; }
}
