using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PayFunctions.Splits;

internal static class SplitsServices
{
    /// <summary>Splits: their settings and their orchestrations; they need <c>AddOrders</c>.</summary>
    public static IServiceCollection AddSplits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<SplitsOptions>, SplitsOptionsRules>();
        services.AddOptions<SplitsOptions>().Bind(configuration.GetSection(SplitsOptions.Section)).ValidateOnStart();
        return services.AddSingleton<SplitFlows>().AddSingleton<SplitAsking>().AddSingleton<SplitMending>()
            .AddSingleton<SharesBack>().AddSingleton<ReleaseRest>();
    }
}
