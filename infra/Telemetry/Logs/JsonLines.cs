using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace PayFunctions.Infra.Telemetry.Logs;

/// <summary>
/// One JSON object a line: when, how grave, which event, its words, its fields, its scopes, and the trace it belongs to.
/// </summary>
internal sealed class JsonLines(LogSampling sampling, TimeProvider clock) : ConsoleFormatter(FormatName)
{
    public const string FormatName = "payfunctions-json";

    private const string Template = "{OriginalFormat}";

    // It goes to a log, and to no page: Chinese stays readable.
    private static readonly JsonWriterOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private const int KeptMax = 16 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _kept;

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var span = Story.OfLine(logEntry.LogLevel);
        // What is left out writes nothing, and then the console writes nothing.
        if (!sampling.Keeps(logEntry.LogLevel, logEntry.Category, logEntry.EventId.Id, span)) return;
        var bytes = _kept ??= new(1024);
        _kept = null; // Whatever writes a line may write another while it is asked for its text.
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteString("at", clock.GetUtcNow().UtcDateTime);
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("event", logEntry.EventId.Name ?? "");
            json.WriteNumber("id", logEntry.EventId.Id);
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (span is not null)
            {
                json.WriteString("trace_id", span.TraceId.ToHexString());
                json.WriteString("span_id", span.SpanId.ToHexString());
            }

            scopeProvider?.ForEachScope(static (scope, to) => WriteFields(scope, to, ofScope: true), json);
            json.WriteStartObject("fields");
            WriteFields(logEntry.State, json, ofScope: false);
            json.WriteEndObject();
            if (logEntry.Exception is { } exception) json.WriteString("exception", exception.ToString());
            json.WriteEndObject();
        }

        WriteLine(textWriter, bytes.WrittenSpan);
        bytes.ResetWrittenCount();
        if (bytes.Capacity <= KeptMax) _kept = bytes;
    }

    private static void WriteLine(TextWriter to, ReadOnlySpan<byte> line)
    {
        var chars = ArrayPool<char>.Shared.Rent(line.Length);
        to.WriteLine(chars, 0, Encoding.UTF8.GetChars(line, chars));
        ArrayPool<char>.Shared.Return(chars);
    }

    /// <param name="ofScope">Ours are in lower case; the host's own (RequestId, SpanId) are passed over.</param>
    private static void WriteFields(object? state, Utf8JsonWriter json, bool ofScope)
    {
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> fields) return;
        for (var i = 0; i < fields.Count; i++)
        {
            var (name, value) = fields[i]; // Each time it is asked for, its value becomes an object.
            if (name != Template && (!ofScope || char.IsAsciiLetterLower(name[0]))) WriteField(json, name, value);
        }
    }

    /// <summary>A sensitive value writes its mask: it has no other text.</summary>
    private static void WriteField(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case bool yes: json.WriteBoolean(name, yes); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case DateTimeOffset at: json.WriteString(name, at); break;
            default: json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }
}
