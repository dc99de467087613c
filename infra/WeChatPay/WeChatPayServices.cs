using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Adds WeChat Pay to the app.</summary>
public static class WeChatPayServices
{
    /// <summary>The adapter with its settings, validated at the start. Needs <c>AddOutboundHttp</c>.</summary>
    public static IServiceCollection AddWeChatPay(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCallbackLimits(configuration);
        services.AddSingleton<IValidateOptions<WeChatPayOptions>, WeChatPayOptionsRules>();
        services.AddOptions<WeChatPayOptions>()
            .Bind(configuration.GetSection(WeChatPayOptions.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<CertificateOptions>, CertificateOptionsRules>();
        services.AddOptions<CertificateOptions>()
            .Bind(configuration.GetSection(CertificateOptions.Section))
            .ValidateOnStart();

        services.AddSingleton<WeChatPayMerchants>();
        services.AddSingleton(MakeCalls);
        services.AddSingleton(MakeCertificateRefresh);
        services.AddHostedService(provider => provider.GetRequiredService<CertificateRefresh>());
        services.AddSingleton(MakeNotifications);
        services.AddSingleton<IPaymentProvider>(MakeProvider);
        return services;
    }

    private static SignedCalls MakeCalls(IServiceProvider services) =>
        new(services.GetRequiredService<OutboundHttp>(), services.GetRequiredService<TimeProvider>());

    private static CertificateRefresh MakeCertificateRefresh(IServiceProvider services) => new(
        services.GetRequiredService<WeChatPayMerchants>(),
        services.GetRequiredService<SignedCalls>(),
        services.GetRequiredService<IOptionsMonitor<CertificateOptions>>(),
        services.GetRequiredService<IOptionsMonitor<CallbackOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<CertificateRefresh>>());

    private static WeChatPayNotifications MakeNotifications(IServiceProvider services) => new(
        services.GetRequiredService<WeChatPayMerchants>(),
        services.GetRequiredService<CertificateRefresh>(),
        services.GetRequiredService<IOptionsMonitor<CallbackOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<WeChatPayNotifications>>());

    private static WeChatPayProvider MakeProvider(IServiceProvider services)
    {
        var api = new WeChatPayApi(
            services.GetRequiredService<SignedCalls>(),
            services.GetRequiredService<CertificateRefresh>(),
            services.GetRequiredService<IOptionsMonitor<CallbackOptions>>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<WeChatPayApi>>());
        return new(services.GetRequiredService<WeChatPayMerchants>(), api, services.GetRequiredService<TimeProvider>());
    }
}
