using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>Has the console write JSON where no person reads it, or where the settings say so.</summary>
/// <remarks>Only where there is a console: under the genuine host lines go to the host.</remarks>
internal sealed class FormatChoice(IOptions<LogOptions> options) : IPostConfigureOptions<ConsoleLoggerOptions>
{
    public void PostConfigure(string? name, ConsoleLoggerOptions console)
    {
        if (IsJson(options.Value.Format, Console.IsOutputRedirected)) console.FormatterName = JsonLines.FormatName;
    }

    internal static bool IsJson(LogFormat format, bool isRedirected) => format switch
    {
        LogFormat.Auto => isRedirected,
        LogFormat.Text => false,
        LogFormat.Json => true,
    };
}
