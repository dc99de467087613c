using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Healing;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Healing;

internal static class HealingServices
{
    /// <summary>The timer that finds what fell through, and has it go on.</summary>
    public static IServiceCollection AddHealing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<HealingOptions>, HealingOptionsRules>();
        services.AddOptions<HealingOptions>().Bind(configuration.GetSection(HealingOptions.Section)).ValidateOnStart();
        return services.AddSingleton<Leases>().AddSingleton<HealBook>().AddSingleton<Healer>();
    }
}
