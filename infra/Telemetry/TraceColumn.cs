using System.Diagnostics;

namespace PayFunctions.Infra.Telemetry;

/// <summary>A span as rows keep it: its trace's sixteen bytes and its own eight, as 32 characters of base64.</summary>
/// <remarks>
/// Rows that were written before have the 55 characters of a W3C traceparent. Every read of an order pays for what its rows
/// keep, and the version and flags of a traceparent tell nothing of a span that is over.
/// </remarks>
public static class TraceColumn
{
    private const int TraceBytes = 16;
    private const int Bytes = TraceBytes + 8;
    private const int Length = Bytes / 3 * 4;

    public static string Write(Activity span)
    {
        Span<byte> ids = stackalloc byte[Bytes];
        span.TraceId.CopyTo(ids[..TraceBytes]);
        span.SpanId.CopyTo(ids[TraceBytes..]);
        return Convert.ToBase64String(ids);
    }

    /// <returns>Default where none is kept: nobody traced it then.</returns>
    public static ActivityContext Read(string? column)
    {
        if (column is not { Length: Length })
            return ActivityContext.TryParse(column, null, isRemote: true, out var old) ? old : default;

        Span<byte> ids = stackalloc byte[Bytes];
        if (!Convert.TryFromBase64String(column, ids, out var read) || read != Bytes) return default;
        if (!ids[..TraceBytes].ContainsAnyExcept((byte)0) || !ids[TraceBytes..].ContainsAnyExcept((byte)0)) return default;
        return new(
            ActivityTraceId.CreateFromBytes(ids[..TraceBytes]), ActivitySpanId.CreateFromBytes(ids[TraceBytes..]),
            ActivityTraceFlags.Recorded, traceState: null, isRemote: true);
    }
}
