using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Operations;

internal static class OperationsServices
{
    /// <summary>What whoever runs the app looks at.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) =>
        services.AddSingleton<StorageHealth>().AddSingleton<Resolving>().AddSingleton<SplitResolving>();
}
