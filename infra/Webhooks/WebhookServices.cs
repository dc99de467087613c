using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Webhooks;

/// <summary>Adds the way to the merchants to the app.</summary>
public static class WebhookServices
{
    /// <summary>Needs <c>AddTableStorage</c>.</summary>
    public static IServiceCollection AddWebhookDelivery(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsRules>();
        services.AddOptions<WebhookOptions>()
            .Bind(configuration.GetSection(WebhookOptions.Section))
            .ValidateOnStart();
        services.AddHostedService<PrivateAddressWarning>();
        return services.AddSingleton<WebhookKeys>().AddSingleton<WebhookSender>().AddSingleton<Breakers>()
            .AddSingleton<OutboxStore>().AddSingleton<WebhookDelivery>().AddSingleton<DeadLetters>()
            .AddSingleton<Redelivery>();
    }
}
