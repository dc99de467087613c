using Microsoft.Extensions.Logging;

namespace PayFunctions.Tests.Infra.Telemetry;

/// <summary>One line that was logged.</summary>
internal sealed record LogLine(LogLevel Level, string? Event, string Text, Exception? Cause);

/// <summary>A logger that keeps what it is told.</summary>
internal sealed class LogLines<T>(List<LogLine> into) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        lock (into) into.Add(new(logLevel, eventId.Name, formatter(state, exception), exception));
    }
}
