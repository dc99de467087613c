using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Infra.Telemetry;

public static class TelemetryServices
{
    /// <summary>Measurements as Prometheus text, listened to from the start.</summary>
    public static IServiceCollection AddMetricsText(this IServiceCollection services) => services
        .AddSingleton<MetricsText>()
        .AddHostedService(provider => provider.GetRequiredService<MetricsText>());
}
