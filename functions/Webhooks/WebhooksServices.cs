using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Webhooks;

internal static class WebhooksServices
{
    /// <summary>The deliveries' orchestrations; they need <c>AddWebhookDelivery</c>.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) =>
        services.AddSingleton<WebhookTerms>().AddSingleton<WebhookFlows>();
}
