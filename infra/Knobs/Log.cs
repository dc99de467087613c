using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.Knobs;

/// <summary>Log lines of knobs: event ids 2850 to 2899.</summary>
internal static partial class Log
{
    [LoggerMessage(2850, LogLevel.Information, "The setting {Name} is changed from {Before} to {Value} by {Who}.")]
    public static partial void Changed(this ILogger log, string name, string? before, string? value, string who);

    [LoggerMessage(2851, LogLevel.Warning, "Changed settings of {Section} are left out, since its rules refuse them: {Problems}")]
    public static partial void LeftOut(this ILogger log, string section, string problems);

    [LoggerMessage(2852, LogLevel.Warning, "Changed settings can't be looked for: storage does not answer. Those known hold.")]
    public static partial void Away(this ILogger log, Exception failure);
}
