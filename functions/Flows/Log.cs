using Microsoft.Extensions.Logging;

namespace PayFunctions.Flows;

/// <summary>Log lines of starting orchestrations: event ids 1050 to 1059.</summary>
internal static partial class Log
{
    [LoggerMessage(1050, LogLevel.Warning, "The orchestration {InstanceId} could not be started.")]
    public static partial void StartFailed(this ILogger log, string instanceId, Exception failure);

    [LoggerMessage(1052, LogLevel.Error,
        "The orchestration {InstanceId} broke off and its input can't be read: nobody can have it go on by itself.")]
    public static partial void InputUnreadable(this ILogger log, string instanceId, Exception failure);

    [LoggerMessage(1051, LogLevel.Warning, "The orchestration {InstanceId} could not be hinted.")]
    public static partial void HintFailed(this ILogger log, string instanceId, Exception failure);
}
