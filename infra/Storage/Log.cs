using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.Storage;

/// <summary>Event ids 3050 to 3069.</summary>
internal static partial class Log
{
    [LoggerMessage(3050, LogLevel.Debug, "The tables stand")]
    public static partial void TablesStand(this ILogger log);

    [LoggerMessage(3051, LogLevel.Warning, "Storage is away: its tables could not be made; next try in {Wait}")]
    public static partial void TablesAway(this ILogger log, TimeSpan wait, Exception cause);
}
