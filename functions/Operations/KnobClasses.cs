using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Edge;
using PayFunctions.Healing;
using PayFunctions.Infra.Callbacks;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Idempotency;
using PayFunctions.Infra.Knobs;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Infra.Routing;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Orders;
using PayFunctions.Refunds;
using PayFunctions.Splits;

namespace PayFunctions.Operations;

/// <summary>The options whose numbers, times and switches may be changed while the app runs: those of running.</summary>
/// <remarks>
/// The providers' accounts, tenants, storage and vault are identities and secrets. Schedules are the host's: it reads
/// them at its start.
/// </remarks>
internal static class KnobClasses
{
    public static IServiceCollection AddChangeableSettings(this IServiceCollection services, IConfiguration configuration) =>
        services.AddKnobs(configuration)
            .Of<CallbackOptions>(CallbackOptions.Section)
            .Of<CertificateOptions>(CertificateOptions.Section)
            .Of<EdgeOptions>(EdgeOptions.Section)
            .Of<HealingOptions>(HealingOptions.Section)
            .Of<IdempotencyOptions>(IdempotencyOptions.Section)
            .Of<KnobOptions>(KnobOptions.Section)
            .Of<OrdersOptions>(OrdersOptions.Section)
            .Of<OutboundOptions>(OutboundOptions.Section)
            .Of<ReconciliationOptions>(ReconciliationOptions.Section)
            .Of<RefundsOptions>(RefundsOptions.Section)
            .Of<RetryOptions>(RetryOptions.Section)
            .Of<RoutingOptions>(RoutingOptions.Section)
            .Of<SplitsOptions>(SplitsOptions.Section)
            .Of<WebhookOptions>(WebhookOptions.Section);

    private static IServiceCollection Of<T>(this IServiceCollection services, string section) where T : class, new() =>
        services.AddKnobsOf<T>(section, Assembly.GetExecutingAssembly());
}
