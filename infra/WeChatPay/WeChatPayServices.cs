using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>Adds WeChat Pay to the app.</summary>
public static class WeChatPayServices
{
    /// <summary>The adapter with its settings, validated at the start. Needs <c>AddOutboundHttp</c>.</summary>
    public static IServiceCollection AddWeChatPay(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CallbackOptions>().Bind(configuration.GetSection(CallbackOptions.Section));
        services.AddOptions<WeChatPayOptions>().Bind(configuration.GetSection(WeChatPayOptions.Section));
        services.AddSingleton<WeChatPayMerchants>();
        services.AddSingleton<WeChatPayNotifications>();
        services.AddSingleton<IPaymentProvider, WeChatPayProvider>();
        return services;
    }
}
