using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Routing;

internal static class RoutingServices
{
    /// <summary>Which channel an order goes through. Needs <c>AddRouting</c> and <c>AddOrders</c>.</summary>
    public static IServiceCollection AddOrderRouting(this IServiceCollection services) =>
        services.AddSingleton<OrderRouting>().AddSingleton<HeardChannels>().AddSingleton<Rerouting>();
}
