using PayFunctions.Core.Routing;

namespace PayFunctions.Infra.Routing;

/// <summary>
/// Settings <c>Routing:*</c>: which channels a tenant's orders may go through when they don't name one, or may leave it
/// (docs/routing.md). Without routes every order names its channel.
/// </summary>
public sealed class RoutingOptions
{
    public const string Section = "Routing";

    /// <summary>The routes by name.</summary>
    public Dictionary<string, RouteOptions> Routes { get; } = new(StringComparer.Ordinal);

    /// <summary>Planned windows by channel.</summary>
    public Dictionary<string, MaintenanceOptions[]> Maintenance { get; } = new(StringComparer.Ordinal);

    public BreakerOptions Breaker { get; } = new();

    /// <summary>The most attempts of one order, 9 at most.</summary>
    public int AttemptsMost { get; set; } = 3;

    /// <summary>An order that may go elsewhere waits so long for a channel to take it.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a channel that is left is asked to close the order there, before the next is tried.</summary>
    public TimeSpan LeaveWithin { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The tenant's routes.</summary>
    public IEnumerable<Route> RoutesOf(string tenant) => Routes.Where(one => one.Value.Tenant == tenant).Select(
        one => new Route(
            one.Key, one.Value.Channel, one.Value.MerchantId, one.Value.Priority, one.Value.Weight, one.Value.Env,
            one.Value.Smallest, one.Value.Largest, one.Value.Currency));

    /// <summary>Those that routes name.</summary>
    public IEnumerable<string> Channels => Routes.Values.Select(route => route.Channel).Distinct();

    internal bool IsInMaintenance(string channel, DateTimeOffset now) =>
        Maintenance.GetValueOrDefault(channel) is { } windows
        && Array.Exists(windows, window => window is { From: { } from, Until: { } until }
            && new MaintenanceWindow(from, until).Covers(now));
}
