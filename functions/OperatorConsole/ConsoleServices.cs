using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.OperatorConsole;

internal static class ConsoleServices
{
    /// <summary>What the operators' console asks for that nobody else does.</summary>
    public static IServiceCollection AddOperatorConsole(this IServiceCollection services) =>
        services.AddSingleton<Overviewing>().AddSingleton<OrderFactsReading>().AddSingleton<RecentRefusals>()
            .AddHostedService(static all => all.GetRequiredService<RecentRefusals>());
}
