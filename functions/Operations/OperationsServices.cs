using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Operations;

internal static class OperationsServices
{
    /// <summary>What whoever runs the app looks at.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) =>
        services.AddSingleton<FlowGauges>().AddSingleton<StorageHealth>().AddSingleton<Resolving>().AddSingleton<SplitResolving>();
}
