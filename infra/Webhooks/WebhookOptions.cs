using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Webhooks;

/// <summary>Settings <c>Webhooks:*</c>: how merchants are told.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>The tenant that the settings' own <see cref="Secrets"/> are of.</summary>
    public const string DefaultTenant = "default";

    /// <summary>
    /// One secret, or two while one replaces the other: each signs, and the receiver accepts by either.
    /// </summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>The other tenants' secrets.</summary>
    public IDictionary<string, WebhookTenantOptions> Tenants { get; } =
        new Dictionary<string, WebhookTenantOptions>(StringComparer.Ordinal);

    /// <summary>For a sandbox: webhooks may go to loopback and private addresses, and by plain HTTP.</summary>
    [Deployed("It opens the network that the app stands in.")]
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Until a connection stands, name resolution included.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The whole attempt, up to the answer's headers.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(15);

    public TimeSpan FirstRetry { get; set; } = DeliveryPlan.Default.First;

    public double RetryGrowth { get; set; } = DeliveryPlan.Default.Growth;

    public TimeSpan LongestRetry { get; set; } = DeliveryPlan.Default.Longest;

    /// <summary>How far a wait may differ from the plan, as a share of it.</summary>
    public double RetryJitter { get; set; } = DeliveryPlan.Default.Jitter;

    /// <summary>From the first attempt to the last; then the message is dead-lettered.</summary>
    public TimeSpan GiveUpAfter { get; set; } = DeliveryPlan.Default.GiveUpAfter;

    /// <summary>How many failures in a row of one address open its breaker.</summary>
    public int BreakerFailures { get; set; } = 5;

    /// <summary>How long an address whose breaker is open is left alone.</summary>
    public TimeSpan BreakerOpens { get; set; } = TimeSpan.FromMinutes(1);

    public DeliveryPlan Plan() => new(FirstRetry, RetryGrowth, LongestRetry, GiveUpAfter, RetryJitter);
}
