using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Core.Routing;

/// <summary>Chooses an order's route. Pure: the same order and routes always give the same preference.</summary>
/// <remarks>
/// Within a priority the routes are drawn by weighted rendezvous: each gets a number made from the order's and its own
/// name. So weights hold over many orders, an order keeps its route whoever asks and however often, and a route that goes
/// away takes only its own orders with it. Source: Thaler, Ravishankar, "Using name-based mappings to increase hit
/// rates", 1998, weighted by -w / ln(u).
/// </remarks>
public static class Router
{
    /// <summary>All routes that the request's environment may take, the first choice first.</summary>
    /// <param name="routes">Those that can serve the order.</param>
    /// <param name="env">The request's <c>x-pay-env</c>; its own routes go before the rest.</param>
    public static IReadOnlyList<Route> Prefer(IEnumerable<Route> routes, OrderKey order, string? env) =>
    [
        .. routes.Where(route => route.Env is null || route.Env == env)
            .OrderBy(route => route.Env is null)
            .ThenBy(route => route.Priority)
            .ThenByDescending(route => Score(route, order))
            .ThenBy(route => route.Name, StringComparer.Ordinal),
    ];

    /// <summary>The first whose channel is up. When all circuits are open, the first that has no maintenance: an order
    /// refused helps nobody.</summary>
    public static RouteChoice Choose(IReadOnlyList<Route> preferred, Func<string, Availability> of)
    {
        if (preferred.Count == 0) return new(null, null, Availability.Up);
        Route? lastResort = null;
        foreach (var route in preferred)
        {
            var availability = of(route.Channel);
            if (availability == Availability.Up) return new(route, preferred[0], of(preferred[0].Channel));
            if (availability == Availability.CircuitOpen) lastResort ??= route;
        }

        return new(lastResort, preferred[0], of(preferred[0].Channel));
    }

    private static double Score(Route route, OrderKey order)
    {
        if (route.Weight <= 0) return double.NegativeInfinity;
        var share = new SplitMix64(Hash($"{order.Tenant}|{order.OrderId}|{route.Name}")).NextShare();
        return Math.Log(share == 0 ? double.Epsilon : share) / route.Weight; // The greatest of log(u) / w.
    }

    /// <summary>FNV-1a of 64 bits: the same in every process and version.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = unchecked((hash ^ c) * 1099511628211UL);
        return hash;
    }
}
