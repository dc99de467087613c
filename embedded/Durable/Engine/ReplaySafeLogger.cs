using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Engine;

/// <summary>Logs what happens now, and is silent about what a replay only repeats.</summary>
internal sealed class ReplaySafeLogger(TaskOrchestrationContext context, ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!context.IsReplaying) logger.Log(logLevel, eventId, state, exception, formatter);
    }
}
