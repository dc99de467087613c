using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Certificates;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Adds UnionPay to the app.</summary>
public static class UnionPayServices
{
    /// <summary>The adapter with its settings, validated at the start. Needs <c>AddOutboundHttp</c>.</summary>
    public static IServiceCollection AddUnionPay(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCallbackLimits(configuration);
        services.AddSingleton<IValidateOptions<UnionPayOptions>, UnionPayOptionsRules>();
        services.AddOptions<UnionPayOptions>()
            .Bind(configuration.GetSection(UnionPayOptions.Section))
            .ValidateOnStart();

        services.AddSingleton<UnionPayMerchants>();
        services.AddSingleton(all => all.GetRequiredService<UnionPayMerchants>().Secrets);
        services.AddSingleton(MakeNotifications);
        services.AddSingleton(MakeGateway);
        services.AddSingleton<IPaymentProvider>(MakeProvider);
        services.AddSingleton<IBillProvider>(MakeBills);
        services.AddCertificateSource(all => new SigningCertificates(all.GetRequiredService<UnionPayMerchants>()));
        return services.AddCertificateSource(Watch);
    }

    private static UnionPayNotifications MakeNotifications(IServiceProvider services) => new(
        services.GetRequiredService<UnionPayMerchants>(),
        services.GetRequiredService<IOptionsMonitor<CallbackOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<UnionPayNotifications>>());

    private static UnionPayGateway MakeGateway(IServiceProvider services) => new(
        services.GetRequiredService<OutboundHttp>(), services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<UnionPayGateway>>());

    private static UnionPayProvider MakeProvider(IServiceProvider services) => new(
        services.GetRequiredService<UnionPayMerchants>(), services.GetRequiredService<UnionPayGateway>(),
        services.GetRequiredService<TimeProvider>());

    private static UnionPayBills MakeBills(IServiceProvider services) => new(
        services.GetRequiredService<UnionPayMerchants>(), services.GetRequiredService<UnionPayGateway>(),
        services.GetRequiredService<TimeProvider>());

    /// <summary>The roots with what stands below them; the certificates that UnionPay itself signs with come with each
    /// message.</summary>
    private static ConfiguredCertificates Watch(IServiceProvider services)
    {
        var watched = new ConfiguredCertificates();
        foreach (var merchant in services.GetRequiredService<UnionPayMerchants>().All)
        {
            watched.Add(
                CertificatePurpose.UnionPayRoot, $"{UnionPayProvider.Name}/{merchant.Id}", merchant.Tenant,
                [.. merchant.Roots, .. merchant.Middles]);
        }
        return watched;
    }
}
