using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Http;

/// <summary>Adds the one way out to the app.</summary>
public static class OutboundServices
{
    public static IServiceCollection AddOutboundHttp(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<OutboundOptions>, OutboundOptionsRules>();
        services.AddOptions<OutboundOptions>()
            .Bind(configuration.GetSection(OutboundOptions.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetryOptions>, RetryOptionsRules>();
        services.AddOptions<RetryOptions>()
            .Bind(configuration.GetSection(RetryOptions.Section))
            .ValidateOnStart();
        services.TryAddSingleton<OutboundHttp>();
        return services;
    }
}
