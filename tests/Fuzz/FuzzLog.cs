using Microsoft.Extensions.Logging;

namespace PayFunctions.Tests.Fuzz;

/// <summary>What the app has logged of one input: told with it when it was not dealt with as it has to be.</summary>
internal sealed class FuzzLog : ILoggerProvider, ILogger
{
    private const int LinesMax = 20;

    private readonly Queue<string> _lines = [];

    public string Text => string.Join('\n', _lines);

    public void Forget() => _lines.Clear();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (_lines.Count == LinesMax) _lines.Dequeue();
        _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
