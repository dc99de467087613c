using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Telemetry.Otlp;

namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>Lines on their way to the collector: those that are kept, each under the trace of its story.</summary>
/// <remarks>A line is encoded where it is told, once; nothing else of it is kept.</remarks>
[ProviderAlias("OpenTelemetry")]
internal sealed class CollectedLines(OtlpQueue queue, LogSampling sampling, TimeProvider clock)
    : ILoggerProvider, ISupportExternalScope, IAsyncDisposable
{
    private IExternalScopeProvider? _scopes;

    public static CollectedLines Of(IOptions<TelemetryOptions> options, LogSampling sampling, TimeProvider clock) => new(
        new(new("lines", options.Value.QueueMax), new(options.Value, "v1/logs"), options.Value), sampling, clock);

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    /// <summary>What waits is sent: the app ends here, and its last lines are those that say why.</summary>
    public ValueTask DisposeAsync() => queue.DisposeAsync();

    public void Dispose() => Task.Run(async () => await DisposeAsync()).Wait();

    private void Take<TState>(
        string category, LogLevel level, EventId id, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var span = Story.OfLine(level);
        if (!sampling.Keeps(level, category, id.Id, span) || !queue.TryTake()) return;
        var record = WireWriter.Rent();
        LineRecord.Write(record, clock.GetUtcNow().UtcDateTime, level, id, state, exception, formatter, _scopes, span);
        queue.Add(category, record.Written.Span);
        record.Return();
    }

    private sealed class Category(CollectedLines lines, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null; // Scopes are the factory's.

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Take(name, logLevel, eventId, state, exception, formatter);
    }
}
