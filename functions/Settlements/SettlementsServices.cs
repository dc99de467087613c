using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Settlements;

internal static class SettlementsServices
{
    /// <summary>Deferred settlements, which keep the splits' own pace; they need <c>AddSplits</c>.</summary>
    public static IServiceCollection AddSettlements(this IServiceCollection services) =>
        services.AddSingleton<SettlementFlows>();
}
