using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
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
        // Lines say themselves which trace they belong to: the host's scope of it would be made once a request, for nobody.
        services.PostConfigure<LoggerFactoryOptions>(static lines => lines.ActivityTrackingOptions = ActivityTrackingOptions.None);
        if (configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}"] is null) return services;

        services.AddLogging(static logging => logging.AddOpenTelemetry());
        services.AddOptions<OpenTelemetryLoggerOptions>()
            .Configure<IOptions<TelemetryOptions>, LogSampling>(static (lines, telemetry, sampling) =>
            {
                lines.IncludeScopes = true;
                // A line's body is its template, its fields are the attributes: the words would be put together once more.
                lines.SetResourceBuilder(OtlpResource.Of(telemetry.Value));
                var exporter = new OtlpLogExporter(OtlpAddress.Of(telemetry.Value, "v1/logs"));
                lines.AddProcessor(new Introduction<LogRecord>(exporter));
                lines.AddProcessor(new LineQueue(new("lines", telemetry.Value.QueueMax), exporter, telemetry.Value, sampling));
            });
        return services;
    }
}
