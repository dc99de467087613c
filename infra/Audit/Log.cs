using Microsoft.Extensions.Logging;

namespace PayFunctions.Infra.Audit;

/// <summary>Log lines of the audit: event ids 2950 to 2999.</summary>
internal static partial class Log
{
    /// <summary>Kept where the storage's writers can't reach, the end of a chain shows one that was written anew.</summary>
    [LoggerMessage(2950, LogLevel.Information, "{Count} audit rows written: system {Day} ends with row {Last}, {Hash}.")]
    public static partial void Written(this ILogger log, int count, string day, int last, string hash);

    [LoggerMessage(2951, LogLevel.Information, "The audit of {Day} is open; {Before} ended with {End}.")]
    public static partial void DayOpened(this ILogger log, string day, string before, string end);

    [LoggerMessage(2952, LogLevel.Warning, "{Count} audit entries wait: storage does not take them.")]
    public static partial void Waiting(this ILogger log, int count, Exception failure);

    [LoggerMessage(2953, LogLevel.Error, "The audit does not take {Action} of {Subject}: too many entries wait for the storage.")]
    public static partial void TooMany(this ILogger log, string action, string subject);
}
