using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OpenTelemetry.Logs;

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
        if (configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}"] is null) return services;

        services.AddLogging(static logging => logging.AddOpenTelemetry());
        services.AddOptions<OpenTelemetryLoggerOptions>()
            .Configure<IOptions<TelemetryOptions>, LogSampling>(static (lines, telemetry, sampling) =>
            {
                lines.IncludeScopes = true;
                lines.IncludeFormattedMessage = true;
                lines.SetResourceBuilder(OtlpResource.Of(telemetry.Value));
                lines.AddProcessor(OtlpQueue.OfLines(telemetry.Value, sampling));
            });
        return services;
    }
}
