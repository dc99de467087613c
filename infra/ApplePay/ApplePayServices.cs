using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Apple;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.ApplePay;

/// <summary>Adds Apple Pay to the app.</summary>
public static class ApplePayServices
{
    /// <summary>The adapter with its settings, validated at the start. Needs <c>AddOutboundHttp</c> and
    /// <c>AddTableStorage</c>.</summary>
    public static IServiceCollection AddApplePay(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<ApplePayOptions>, ApplePayOptionsRules>();
        services.AddOptions<ApplePayOptions>()
            .Bind(configuration.GetSection(ApplePayOptions.Section))
            .ValidateOnStart();
        return services.AddSingleton<ApplePayMerchants>().AddSingleton<ApplePayTokens>().AddSingleton<UsedTokens>()
            .AddSingleton<IAcquirer, GatewayAcquirer>().AddSingleton<ApplePayProvider>()
            .AddSingleton<IPaymentProvider>(provider => provider.GetRequiredService<ApplePayProvider>())
            .AddSingleton(all => all.GetRequiredService<ApplePayMerchants>().Secrets)
            .AddCertificateSource(Watch);
    }

    private static ConfiguredCertificates Watch(IServiceProvider services)
    {
        var watched = new ConfiguredCertificates();
        var merchants = services.GetRequiredService<ApplePayMerchants>().All;
        var roots = services.GetRequiredService<IOptions<ApplePayOptions>>().Value.RootCertificates;
        if (merchants.Count > 0)
            watched.Add(CertificatePurpose.AppleRoot, ApplePayProvider.Name, AppleRoots.Read(roots));
        foreach (var merchant in merchants)
        {
            var account = $"{ApplePayProvider.Name}/{merchant.Id}";
            watched.Add(CertificatePurpose.ApplePayProcessing, account, merchant.Tenant, merchant.Processing);
            if (merchant.Identity is { } identity)
                watched.Add(CertificatePurpose.ApplePayIdentity, account, merchant.Tenant, identity);
        }

        return watched;
    }
}
