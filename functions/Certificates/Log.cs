using Microsoft.Extensions.Logging;

namespace PayFunctions.Certificates;

/// <summary>Log lines of certificates: event ids 1400 to 1449.</summary>
internal static partial class Log
{
    [LoggerMessage(1400, LogLevel.Information,
        "The daily run asked for the certificates of {Due} accounts: {Renewed} renewed, {Failed} failed " +
        "(late: {IsPastDue}).")]
    public static partial void RunEnded(this ILogger log, int due, int renewed, int failed, bool isPastDue);
}
