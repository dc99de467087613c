using Microsoft.Extensions.Logging;
using PayFunctions.Infra.Telemetry.Otlp;

namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>A log line as its message: its template for a body, its fields and scopes for attributes.</summary>
/// <remarks>
/// Source: opentelemetry-proto 1.x, <c>logs.proto</c>; semantic conventions, "Exceptions". The words are not put together once
/// more: a template with its fields says the same, and lines of one kind are found by it.
/// </remarks>
internal static class LineRecord
{
    public const string Template = "{OriginalFormat}";

    private const int Attribute = 6;

    /// <param name="span">What it belongs to; null: nothing.</param>
    public static void Write<TState>(
        WireWriter to, DateTime at, LogLevel level, EventId id, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter, IExternalScopeProvider? scopes, TracePoint? span)
    {
        to.Time(1, at);
        to.Number(2, Severity(level));
        to.Text(3, Enum.GetName(level));
        var fields = state as IReadOnlyList<KeyValuePair<string, object?>>;
        var template = fields is null ? null : WriteFields(fields, to, ofScope: false);
        to.Value(5, template ?? formatter(state, exception));
        scopes?.ForEachScope(
            static (scope, to) =>
            {
                if (scope is IReadOnlyList<KeyValuePair<string, object?>> fields) WriteFields(fields, to, ofScope: true);
            },
            to);
        if (exception is not null) Write(exception, to);
        if (span is { } point) to.Ids(9, 10, point);

        to.Time(11, at);
        if (id.Name is { } name) to.Text(12, name);
    }

    /// <param name="ofScope">Ours are in lower case; the host's own (RequestId, SpanId) are passed over.</param>
    /// <returns>The template among them; null: there is none.</returns>
    private static object? WriteFields(IReadOnlyList<KeyValuePair<string, object?>> fields, WireWriter to, bool ofScope)
    {
        object? template = null;
        for (var i = 0; i < fields.Count; i++)
        {
            var (name, value) = fields[i];
            if (name == Template) template = value;
            else if (!ofScope || char.IsAsciiLetterLower(name[0])) to.Attribute(Attribute, name, value);
        }

        return template;
    }

    private static void Write(Exception exception, WireWriter to)
    {
        to.Attribute(Attribute, "exception.type", exception.GetType().Name);
        to.Attribute(Attribute, "exception.message", exception.Message);
        to.Attribute(Attribute, "exception.stacktrace", exception.ToString());
    }

    private static ulong Severity(LogLevel level) => level switch
    {
        LogLevel.Trace => 1,
        LogLevel.Debug => 5,
        LogLevel.Information => 9,
        LogLevel.Warning => 13,
        LogLevel.Error => 17,
        LogLevel.Critical => 21,
        LogLevel.None => 0,
    };
}
