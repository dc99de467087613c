namespace PayFunctions.Infra.Http;

/// <summary>Settings <c>Outbound:*</c>: how long a call to a provider may take, and how much it may answer.</summary>
public sealed class OutboundOptions
{
    public const string Section = "Outbound";

    /// <summary>Until a connection stands, name resolution included.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The longest silence while an answer is awaited or read.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The whole call, resends included.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The largest answer that is read; a larger one is not trusted.</summary>
    public int MaxResponseBytes { get; set; } = 1024 * 1024;

    /// <summary>How often a read, or a request that provably never left, is sent again.</summary>
    public int Resends { get; set; } = 2;

    /// <summary>A pooled connection's longest life, so that a moved address is noticed.</summary>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);
}
