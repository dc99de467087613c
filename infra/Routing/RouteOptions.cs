namespace PayFunctions.Infra.Routing;

/// <summary>One route: a channel and an account that a tenant's orders may go through.</summary>
public sealed class RouteOptions
{
    public string Tenant { get; set; } = "default";

    /// <summary>The channel's name: <c>wechatpay</c>.</summary>
    public string Channel { get; set; } = "";

    /// <summary>Our account at the channel, which has to be the tenant's.</summary>
    public string MerchantId { get; set; } = "";

    /// <summary>The lowest goes first.</summary>
    public int Priority { get; set; }

    /// <summary>Its share among routes of the same priority; 0: only when none of those can.</summary>
    public int Weight { get; set; } = 1;

    /// <summary>For requests with this <c>x-pay-env</c> alone; none: for all.</summary>
    public string? Env { get; set; }

    /// <summary>Least amount of an order, in minor units.</summary>
    public long Smallest { get; set; } = 1;

    /// <summary>Largest amount of an order, in minor units; the channel has a limit of its own.</summary>
    public long Largest { get; set; } = long.MaxValue;

    /// <summary>All that it takes: <c>CNY</c>; none: whatever its channel takes.</summary>
    public string? Currency { get; set; }
}
