using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PayFunctions.Refunds;

internal static class RefundsServices
{
    /// <summary>Refunds: their settings and their orchestrations; they need <c>AddOrders</c>.</summary>
    public static IServiceCollection AddRefunds(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<RefundsOptions>, RefundsOptionsRules>();
        services.AddOptions<RefundsOptions>().Bind(configuration.GetSection(RefundsOptions.Section)).ValidateOnStart();
        return services.AddSingleton<RefundFlows>().AddSingleton<RefundAsking>().AddSingleton<RefundMending>();
    }
}
