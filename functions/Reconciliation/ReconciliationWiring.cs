using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

internal static class ReconciliationWiring
{
    /// <summary>The days' comparison with the providers' bills, and what follows from it.</summary>
    public static IServiceCollection AddReconciliation(this IServiceCollection services, IConfiguration configuration) =>
        services.AddDayBooks(configuration).AddSingleton<Repairing>().AddSingleton<TakingBack>().AddSingleton<DayStarting>();
}
