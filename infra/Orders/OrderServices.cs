using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Splits;

namespace PayFunctions.Infra.Orders;

public static class OrderServices
{
    /// <summary>The order book, the refund and split books and the quarantine; they need <c>AddTableStorage</c>.</summary>
    public static IServiceCollection AddOrderBook(this IServiceCollection services) =>
        services.AddSingleton<OrderStore>().AddSingleton<OrderBook>().AddSingleton<RefundBook>()
            .AddSingleton<SplitBook>().AddSingleton<Quarantine>().AddSingleton<OrderEnvelopes>()
            .AddSingleton<Lookups>()
            .AddSingleton<SystemAudit>().AddSingleton<AuditProof>().AddSingleton<RefusalTally>()
            .AddSingleton<AuditWriter>().AddHostedService(all => all.GetRequiredService<AuditWriter>());
}
