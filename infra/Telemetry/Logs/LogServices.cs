using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Telemetry.Logs;

internal static class LogServices
{
    /// <summary>Lines as JSON or for people, sampled by policy; and to the collector, where the settings name one.</summary>
    public static IServiceCollection AddLogLines(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<LogOptions>, LogOptionsRules>();
        services.AddOptions<LogOptions>().Bind(configuration.GetSection(LogOptions.Section)).ValidateOnStart();
        services.AddSingleton<LogSampling>();
        services.AddSingleton<IPostConfigureOptions<ConsoleLoggerOptions>, FormatChoice>();
        services.AddLogging(static logging => logging.AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>());
        // Lines say themselves which trace they belong to: the host's scope of it would be made once a request, for nobody.
        services.PostConfigure<LoggerFactoryOptions>(static lines => lines.ActivityTrackingOptions = ActivityTrackingOptions.None);
        if (configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}"] is null) return services;

        services.AddSingleton<ILoggerProvider>(static provider => CollectedLines.Of(
            provider.GetRequiredService<IOptions<TelemetryOptions>>(), provider.GetRequiredService<LogSampling>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
