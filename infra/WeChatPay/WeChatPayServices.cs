using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Cryptography;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Adds WeChat Pay to the app.</summary>
public static class WeChatPayServices
{
    /// <summary>The adapter with its settings, validated at the start. Needs <c>AddOutboundHttp</c> and
    /// <c>AddCertificates</c>.</summary>
    public static IServiceCollection AddWeChatPay(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCallbackLimits(configuration);
        services.AddSingleton<IValidateOptions<WeChatPayOptions>, WeChatPayOptionsRules>();
        services.AddOptions<WeChatPayOptions>()
            .Bind(configuration.GetSection(WeChatPayOptions.Section))
            .ValidateOnStart();
        services.AddSingleton<WeChatPayMerchants>();
        services.AddSingleton(MakeCalls);
        services.AddSingleton(MakeCertificateAccounts);
        services.AddSingleton<IRenewableAccounts>(all => all.GetRequiredService<MerchantCertificateAccounts>());
        services.AddCertificateSource(all => all.GetRequiredService<MerchantCertificateAccounts>());
        services.AddSingleton(MakeCertificateRefresh);
        services.AddSingleton(all => all.GetRequiredService<WeChatPayMerchants>().Secrets);
        services.AddSingleton<MerchantKeyKeeper>();
        services.AddHostedService(all => all.GetRequiredService<MerchantKeyKeeper>());
        services.AddCertificateSource(all => all.GetRequiredService<MerchantKeyKeeper>());
        services.AddSingleton(MakeNotifications);
        services.AddSingleton<IPaymentProvider>(MakeProvider);
        services.AddSingleton<IBillProvider>(MakeBills);
        return services;
    }

    private static SignedCalls MakeCalls(IServiceProvider services) =>
        new(services.GetRequiredService<OutboundHttp>(), services.GetRequiredService<TimeProvider>());

    private static MerchantCertificateAccounts MakeCertificateAccounts(IServiceProvider services) => new(
        services.GetRequiredService<WeChatPayMerchants>(),
        services.GetRequiredService<SignedCalls>(),
        IssuerCheck.Of(services.GetRequiredService<IOptions<WeChatPayOptions>>().Value.PlatformIssuer),
        services.GetRequiredService<IOptionsMonitor<CertificateOptions>>(),
        services.GetRequiredService<IOptionsMonitor<CallbackOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<MerchantCertificateAccounts>>());

    private static CertificateRefresh MakeCertificateRefresh(IServiceProvider services) => new(
        services.GetRequiredService<MerchantCertificateAccounts>(),
        services.GetRequiredService<CertificateUpdater>(),
        services.GetRequiredService<TimeProvider>());

    private static WeChatPayNotifications MakeNotifications(IServiceProvider services) => new(
        services.GetRequiredService<WeChatPayMerchants>(),
        services.GetRequiredService<CertificateRefresh>(),
        services.GetRequiredService<IOptionsMonitor<CallbackOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<WeChatPayNotifications>>());

    private static WeChatPayProvider MakeProvider(IServiceProvider services) => new(
        services.GetRequiredService<WeChatPayMerchants>(), MakeApi(services),
        services.GetRequiredService<TimeProvider>());

    private static WeChatPayBills MakeBills(IServiceProvider services) => new(
        services.GetRequiredService<WeChatPayMerchants>(), MakeApi(services),
        services.GetRequiredService<SignedCalls>());

    private static WeChatPayApi MakeApi(IServiceProvider services) => new(
        services.GetRequiredService<SignedCalls>(),
        services.GetRequiredService<CertificateRefresh>(),
        services.GetRequiredService<IOptionsMonitor<CallbackOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<WeChatPayApi>>());
}
