using Microsoft.Extensions.Logging;

namespace PayFunctions.Edge;

/// <summary>Log lines of the edge: event ids 1000 to 1099.</summary>
internal static partial class Log
{
    private static readonly Func<ILogger, string, IDisposable?> KeyScope =
        LoggerMessage.DefineScope<string>("idempotency_key:{idempotency_key}");

    public static IDisposable? OfKey(this ILogger log, string key) => KeyScope(log, key);

    [LoggerMessage(1000, LogLevel.Warning, "{Function} answered 503: storage is away. Correlation {CorrelationId}.")]
    public static partial void Away(this ILogger log, string function, string correlationId, Exception failure);

    [LoggerMessage(1001, LogLevel.Error, "{Function} failed. Correlation {CorrelationId}.",
        EventName = "RequestFailed")]
    public static partial void Failed(this ILogger log, string function, string correlationId, Exception failure);

    [LoggerMessage(1002, LogLevel.Warning,
        "An answer was given and could not be kept under its idempotency key; the key is free again when its claim " +
        "ends.")]
    public static partial void AnswerNotKept(this ILogger log, Exception? failure);

    [LoggerMessage(1004, LogLevel.Warning,
        "{Provider}: {Refusals} callbacks from {Source} were not signed by it within a minute. See docs/refusals.md.")]
    public static partial void RefusalBurst(this ILogger log, string provider, string source, int refusals);

    [LoggerMessage(1005, LogLevel.Information, "{Actor}: {Action} of {Subject} was answered {Status}. Why: {Why}")]
    public static partial void OperatorActed(
        this ILogger log, string actor, string action, string subject, int? status, string why);

    [LoggerMessage(1003, LogLevel.Warning,
        "An idempotency key could not be given up; it is free again when its claim ends.")]
    public static partial void KeyNotGivenUp(this ILogger log, Exception failure);
}
