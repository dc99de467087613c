using Microsoft.Extensions.Logging;

namespace PayFunctions.Operations;

/// <summary>Log lines of operations: event ids 1300 to 1399.</summary>
internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Warning, "Storage does not answer: the app is unhealthy.")]
    public static partial void StorageDoesNotAnswer(this ILogger log, Exception failure);

    [LoggerMessage(1301, LogLevel.Information, "Another instance cleans up.")]
    public static partial void CleanUpElsewhere(this ILogger log);

    [LoggerMessage(1302, LogLevel.Information, "Cleaned up: {Keys} idempotency keys and {Answers} large answers went. Late: {IsPastDue}.")]
    public static partial void CleanedUp(this ILogger log, int keys, int answers, bool isPastDue);
}
