using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Runtime;

internal static partial class HostLog
{
    [LoggerMessage(9001, LogLevel.Error, "Function '{Function}' failed.")]
    public static partial void FunctionFailed(ILogger logger, Exception exception, string function);

    [LoggerMessage(9002, LogLevel.Debug, "The caller of function '{Function}' went away.")]
    public static partial void ClientWentAway(ILogger logger, Exception exception, string function);

    [LoggerMessage(9003, LogLevel.Information, "Function '{Function}' was due at {Due:u} and runs late.")]
    public static partial void PastDue(ILogger logger, string function, DateTime due);

    [LoggerMessage(9004, LogLevel.Information, "The stop cut function '{Function}' short; it runs at the next start.")]
    public static partial void TimerStopped(ILogger logger, string function);

    [LoggerMessage(9005, LogLevel.Warning, "{Path} does not read: the schedule begins anew.")]
    public static partial void StatusUnread(ILogger logger, Exception exception, string path);

    [LoggerMessage(9006, LogLevel.Warning, "{Path} was not written. A run that is missed from now on stays missed.")]
    public static partial void StatusUnwritten(ILogger logger, Exception exception, string path);
}
