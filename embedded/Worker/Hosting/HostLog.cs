using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Runtime;

internal static partial class HostLog
{
    [LoggerMessage(9001, LogLevel.Error, "Function '{Function}' failed.")]
    public static partial void FunctionFailed(ILogger logger, Exception exception, string function);

    [LoggerMessage(9002, LogLevel.Debug, "The caller of function '{Function}' went away.")]
    public static partial void ClientWentAway(ILogger logger, string function);
}
