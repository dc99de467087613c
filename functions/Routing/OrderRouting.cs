using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Routing;
using PayFunctions.Infra.Routing;
using PayFunctions.Orders;
using Route = PayFunctions.Core.Routing.Route;

namespace PayFunctions.Routing;

/// <summary>An order read for the route that it goes first.</summary>
/// <param name="Choice">With an order only.</param>
/// <param name="IsDown">It could be served, and every channel for it is in maintenance.</param>
internal sealed record RoutedReading(OrderReading Reading, RouteChoice? Choice = null, bool IsDown = false);

/// <summary>Finds the routes that can serve an order, and which of them it goes.</summary>
public sealed class OrderRouting(ChannelBoard board, Channels channels, IOptionsMonitor<RoutingOptions> options)
{
    /// <summary>The word for "the router chooses".</summary>
    public const string Auto = "auto";

    private static readonly OrderTerms AllWays = new();

    /// <summary>Whether the request leaves its channel to the router, or lets it be left.</summary>
    internal bool Routes(OrderRequest request, string tenant) => request.Channel is Auto || request.Fallback == true
        || (request.Channel is null && options.CurrentValue.RoutesOf(tenant).Any());

    /// <summary>Reads the request as each route would have it; what speaks against all of them is told.</summary>
    /// <param name="env">The request's <c>x-pay-env</c>.</param>
    internal async Task<RoutedReading> ReadAsync(
        OrderRequest request, string tenant, string? env, OrderTerms terms, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (Problem(request, env) is { } problem) return new(new(null, [problem]));
        if (request.Method is null || request is { Channel: not null and not Auto, MerchantId: null })
            return new(OrderRules.Read(request, tenant, terms, now)); // It says so, and all else that is wrong.
        var (served, refused) = Read(request, tenant, env, terms, now);
        if (served.Count == 0) return new(new(null, WhyNone(request, tenant, refused)));

        var key = served.Values.First().Key;
        var choice = Router.Choose(
            Router.Prefer(served.Keys, key, env), await LookAsync(served.Keys, cancellation));
        if (choice.Route is not { } route) return new(new(null, []), choice, IsDown: true);
        var order = served[route] with
        {
            Asked = request.Channel is null or Auto
                ? $"{Auto} {request.Method}"
                : $"{request.Channel} {request.Method} {request.MerchantId}",
            Env = env,
            // Who pays is kept for as long as any of the ways may have to know.
            Payer = served[route].Payer
                ?? served.Values.Select(one => one.Payer).FirstOrDefault(payer => payer is not null),
        };
        return new(new(order, []), choice);
    }

    /// <summary>Where an order goes on that has to leave its channel; null: nowhere that is up.</summary>
    internal async Task<RouteChoice?> NextAsync(Order order, CancellationToken cancellation)
    {
        if (order.Asked is null || order.Others.Count + 1 >= options.CurrentValue.AttemptsMost) return null;
        var tried = order.Others.Append(order.Face).Select(one => (one.Channel, one.MerchantId)).ToHashSet();
        var left = options.CurrentValue.RoutesOf(order.Key.Tenant)
            .Where(route => !tried.Contains((route.Channel, route.MerchantId)) && Serves(route, order)).ToList();
        var choice = Router.Choose(
            Router.Prefer(left, order.Key, order.Env), await LookAsync(left, cancellation));
        if (choice.Route is not { } next) return null;
        return (await LookAsync([next], cancellation))(next.Channel) == Availability.Up ? choice : null;
    }

    /// <summary>Whether the channel takes new orders just now.</summary>
    internal async Task<Availability> OfAsync(string channel, CancellationToken cancellation) =>
        (await board.LookAsync([channel], cancellation))(channel);

    private Task<Func<string, Availability>> LookAsync(IEnumerable<Route> routes, CancellationToken cancellation) =>
        board.LookAsync(routes.Select(route => route.Channel), cancellation);

    private static FieldProblem? Problem(OrderRequest request, string? env)
    {
        if (env is not null && !EnvName.Accepts(env)) return new(EnvName.Header, EnvName.Rule);
        return request.Channel is null or Auto && request.MerchantId is not null
            ? new("merchantId", "is the route's to choose: name the channel too, or leave it out")
            : null;
    }

    private (Dictionary<Route, Order> Served, List<IReadOnlyList<FieldProblem>> Refused) Read(
        OrderRequest request, string tenant, string? env, OrderTerms terms, DateTimeOffset now)
    {
        var (served, refused) = (new Dictionary<Route, Order>(), new List<IReadOnlyList<FieldProblem>>());
        foreach (var route in Candidates(request, tenant, env))
        {
            var method = route.Name.Length == 0 ? request.Method : Ways.Through(route.Channel, request.Method!);
            if (method is null) continue;
            var read = OrderRules.Read(
                request with { Channel = route.Channel, Method = method, MerchantId = route.MerchantId }, tenant, terms, now);
            if (read.Order is not { } order) refused.Add(read.Problems);
            else if (!route.Takes(order.Total)) refused.Add([new("total", "is not what any route takes")]);
            else if (channels.TenantOf(order) != tenant) refused.Add([new("merchantId", "is not one of this caller's accounts")]);
            else served[route] = order;
        }

        return (served, refused);
    }

    /// <summary>A channel that was named goes before all routes: it is a route without a name.</summary>
    private IEnumerable<Route> Candidates(OrderRequest request, string tenant, string? env)
    {
        var routes = options.CurrentValue.RoutesOf(tenant).Where(route => route.Env is null || route.Env == env);
        return request.Channel is null or Auto
            ? routes
            : routes.Where(route => (route.Channel, route.MerchantId) != (request.Channel, request.MerchantId))
                .Prepend(new("", request.Channel, request.MerchantId ?? "", int.MinValue, Env: env));
    }

    private IReadOnlyList<FieldProblem> WhyNone(
        OrderRequest request, string tenant, List<IReadOnlyList<FieldProblem>> refused)
    {
        if (refused.Count > 0) return refused[0];
        if (!options.CurrentValue.RoutesOf(tenant).Any())
            return [new("channel", "is missing, and no route is set for this caller")];
        return [new("method", Ways.Know(request.Method!) ? "is not a way that any route has" : "is not a way of paying")];
    }

    private bool Serves(Route route, Order order) =>
        (route.Env is null || route.Env == order.Env) && route.Takes(order.Total)
        && Ways.Through(route.Channel, order.Method) is { } method
        && AllWays.Ways.FirstOrDefault(way => way.Channel == route.Channel && way.Method == method) is { } terms
        && Serving.Serves(terms, order);
}
