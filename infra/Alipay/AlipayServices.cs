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

namespace PayFunctions.Infra.Alipay;

/// <summary>Adds Alipay to the app.</summary>
public static class AlipayServices
{
    /// <summary>The adapter with its settings, validated at the start. Needs <c>AddOutboundHttp</c> and
    /// <c>AddCertificates</c>.</summary>
    public static IServiceCollection AddAlipay(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddCallbackLimits(configuration);
        services.AddSingleton<IValidateOptions<AlipayOptions>, AlipayOptionsRules>();
        services.AddOptions<AlipayOptions>()
            .Bind(configuration.GetSection(AlipayOptions.Section))
            .ValidateOnStart();

        services.AddSingleton<AlipayApps>();
        services.AddSingleton(all => all.GetRequiredService<AlipayApps>().Secrets);
        services.AddSingleton(MakeCalls);
        services.AddSingleton(MakeAccounts);
        services.AddSingleton<IRenewableAccounts>(all => all.GetRequiredService<AlipayCertificateAccounts>());
        services.AddCertificateSource(all => all.GetRequiredService<AlipayCertificateAccounts>());
        services.AddSingleton(MakeRefresh);
        services.AddSingleton(MakeGateway);
        services.AddSingleton(MakeNotifications);
        services.AddSingleton(MakeBills);
        services.AddSingleton<IBillProvider>(all => all.GetRequiredService<AlipayBills>());
        services.AddSingleton<IPaymentProvider>(MakeProvider);
        return services.AddCertificateSource(Watch);
    }

    private static AlipayCalls MakeCalls(IServiceProvider services) =>
        new(services.GetRequiredService<OutboundHttp>(), services.GetRequiredService<TimeProvider>());

    private static AlipayCertificateAccounts MakeAccounts(IServiceProvider services) => new(
        services.GetRequiredService<AlipayApps>(), services.GetRequiredService<AlipayCalls>(),
        services.GetRequiredService<IOptionsMonitor<CertificateOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<AlipayCertificateAccounts>>());

    private static AlipayCertificateRefresh MakeRefresh(IServiceProvider services) => new(
        services.GetRequiredService<AlipayCertificateAccounts>(),
        services.GetRequiredService<CertificateUpdater>(),
        services.GetRequiredService<TimeProvider>());

    private static AlipayGateway MakeGateway(IServiceProvider services) => new(
        services.GetRequiredService<AlipayCalls>(), services.GetRequiredService<AlipayCertificateRefresh>(),
        services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<AlipayGateway>>());

    private static AlipayNotifications MakeNotifications(IServiceProvider services) => new(
        services.GetRequiredService<AlipayApps>(),
        services.GetRequiredService<AlipayCertificateRefresh>(),
        services.GetRequiredService<IOptionsMonitor<CallbackOptions>>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<AlipayNotifications>>());

    private static AlipayBills MakeBills(IServiceProvider services) =>
        new(
            services.GetRequiredService<AlipayApps>(), services.GetRequiredService<AlipayGateway>(),
            services.GetRequiredService<OutboundHttp>());

    private static AlipayProvider MakeProvider(IServiceProvider services) => new(
        services.GetRequiredService<AlipayApps>(), services.GetRequiredService<AlipayGateway>(),
        services.GetRequiredService<TimeProvider>());

    private static ConfiguredCertificates Watch(IServiceProvider services)
    {
        var watched = new ConfiguredCertificates();
        foreach (var app in services.GetRequiredService<AlipayApps>().All.Where(app => app.IsCertificateMode))
        {
            var account = $"{AlipayProvider.Name}/{app.Id}";
            watched.Add(CertificatePurpose.AlipayApplication, account, app.Tenant, app.OwnCertificate!)
                .Add(CertificatePurpose.AlipayRoot, account, app.Tenant, app.Roots);
        }
        return watched;
    }
}
