using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Reversals;

internal static class ReversalsServices
{
    /// <summary>Reversals: their orchestrations, which keep the orders' own pace; they need <c>AddOrders</c>.</summary>
    public static IServiceCollection AddReversals(this IServiceCollection services) =>
        services.AddSingleton<ReversalFlows>().AddSingleton<ReversalAsking>();
}
