using Microsoft.Extensions.Logging;

namespace PayFunctions.Tests.Embedded.Durable;

/// <summary>What was logged, by category.</summary>
internal sealed class Lines : ILoggerFactory
{
    private readonly List<(string Category, string Text)> _lines = [];

    public string[] Of(string category)
    {
        lock (_lines) return [.. _lines.Where(line => line.Category == category).Select(line => line.Text)];
    }

    public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Line(Lines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (lines._lines) lines._lines.Add((category, formatter(state, exception)));
        }
    }
}
