using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Infra.Orders;

public static class OrderServices
{
    /// <summary>The order book and the quarantine; they need <c>AddTableStorage</c>.</summary>
    public static IServiceCollection AddOrderBook(this IServiceCollection services) =>
        services.AddSingleton<OrderStore>().AddSingleton<OrderBook>().AddSingleton<Quarantine>();
}
