using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Callbacks;

/// <summary>Adds what every provider's callbacks share.</summary>
public static class CallbackServices
{
    /// <summary>The settings <c>Callbacks:*</c>. Each adapter adds them; adding them twice is adding them
    /// once.</summary>
    public static IServiceCollection AddCallbackLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<CallbackOptions>, CallbackOptionsRules>());
        services.AddOptions<CallbackOptions>()
            .Bind(configuration.GetSection(CallbackOptions.Section))
            .ValidateOnStart();
        return services;
    }
}
