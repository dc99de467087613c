using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Telemetry.Logs;

namespace PayFunctions.Infra.Telemetry;

public static class TelemetryServices
{
    /// <summary>Measurements as Prometheus text, listened to from the start.</summary>
    public static IServiceCollection AddMetricsText(this IServiceCollection services) => services
        .AddSingleton<MetricsText>()
        .AddHostedService(provider => provider.GetRequiredService<MetricsText>());

    /// <summary>Log lines by policy; traces, metrics and lines to a collector, where the settings name one.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsRules>();
        services.AddOptions<TelemetryOptions>()
            .Bind(configuration.GetSection(TelemetryOptions.Section))
            .ValidateOnStart();
        return services.AddLogLines(configuration).AddHostedService<OtlpExport>();
    }
}
