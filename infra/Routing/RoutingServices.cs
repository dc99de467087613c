using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Routing;

public static class RoutingServices
{
    /// <summary>The routes' settings, validated at the start, and how their channels stand. Needs the providers.</summary>
    public static IServiceCollection AddRouting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<RoutingOptions>, RoutingOptionsRules>();
        services.AddOptions<RoutingOptions>()
            .Bind(configuration.GetSection(RoutingOptions.Section))
            .ValidateOnStart();
        return services.AddSingleton<BreakerStore>().AddSingleton<ChannelBoard>();
    }
}
