using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PayFunctions.Flows;

namespace PayFunctions.Orders;

internal static class OrdersServices
{
    /// <summary>Orders: their settings, their orchestrations, and the providers behind them.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<OrdersOptions>, OrdersOptionsRules>();
        services.AddSingleton<IValidateOptions<OrdersOptions>>(new AccountsRule(configuration));
        services.AddOptions<OrdersOptions>().Bind(configuration.GetSection(OrdersOptions.Section)).ValidateOnStart();
        return services.AddSingleton<Channels>().AddSingleton<Starter>().AddSingleton<Hints>().AddSingleton<BrokenFlows>()
            .AddSingleton<OrderFlows>().AddSingleton<OrderAsking>().AddSingleton<OrderMending>();
    }
}
