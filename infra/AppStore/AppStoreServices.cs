using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.AppStore;

/// <summary>Adds the App Store to the app.</summary>
public static class AppStoreServices
{
    /// <summary>The adapter with its settings, validated at the start. Needs <c>AddTableStorage</c>.</summary>
    public static IServiceCollection AddAppStore(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCallbackLimits(configuration);
        services.AddSingleton<IValidateOptions<AppStoreOptions>, AppStoreOptionsRules>();
        services.AddOptions<AppStoreOptions>()
            .Bind(configuration.GetSection(AppStoreOptions.Section))
            .ValidateOnStart();
        return services.AddSingleton<AppStoreApps>().AddSingleton<AppStoreNotifications>()
            .AddSingleton<AppStoreStore>().AddSingleton<AppStoreBook>()
            .AddSingleton<IPaymentProvider, AppStoreProvider>();
    }
}
