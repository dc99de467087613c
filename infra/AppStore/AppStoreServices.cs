using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Apple;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Certificates;
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
            .AddSingleton<IPaymentProvider, AppStoreProvider>()
            .AddCertificateSource(Watch);
    }

    private static ConfiguredCertificates Watch(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AppStoreOptions>>().Value;
        var watched = new ConfiguredCertificates();
        return options.Apps.Count == 0
            ? watched
            : watched.Add(
                CertificatePurpose.AppleRoot, StorePurchase.Channel, AppleRoots.Read(options.RootCertificates));
    }
}
