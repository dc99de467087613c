using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;

namespace PayFunctions.Infra.Telemetry;

/// <summary>A span, by which trace it belongs to and its own id there. Default: none.</summary>
/// <remarks>Source: W3C Trace Context, "traceparent". Numbers, not their text: most are read, compared and thrown away.</remarks>
public readonly record struct TracePoint(UInt128 Trace, ulong Span)
{
    /// <summary>How long a traceparent is: <c>00-{32 digits}-{16 digits}-{2 digits}</c>.</summary>
    private const int Length = 55;

    private const int TraceAt = 3;
    private const int TraceDigits = 32;
    private const int SpanAt = TraceAt + TraceDigits + 1;
    private const int SpanDigits = 16;
    private const int FlagsAt = SpanAt + SpanDigits + 1;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    /// <summary>32 hex digits.</summary>
    public string TraceId => Trace.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>16 hex digits.</summary>
    public string SpanId => Span.ToString("x16", CultureInfo.InvariantCulture);

    /// <returns>Default for whatever is no traceparent.</returns>
    public static TracePoint Read(ReadOnlySpan<char> traceparent)
    {
        if (traceparent.Length < Length || traceparent[TraceAt - 1] != '-' || traceparent[SpanAt - 1] != '-'
            || traceparent[FlagsAt - 1] != '-' || traceparent.StartsWith("ff", StringComparison.Ordinal)
            || (traceparent.Length > Length && (traceparent.StartsWith("00", StringComparison.Ordinal) || traceparent[Length] != '-')))
        {
            return default;
        }

        var trace = traceparent.Slice(TraceAt, TraceDigits);
        var span = traceparent.Slice(SpanAt, SpanDigits);
        if (!IsHex(traceparent[..(TraceAt - 1)]) || !IsHex(trace) || !IsHex(span) || !IsHex(traceparent.Slice(FlagsAt, 2)))
            return default;
        var read = new TracePoint(
            UInt128.Parse(trace, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            ulong.Parse(span, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        return read.Trace == 0 || read.Span == 0 ? default : read;
    }

    /// <summary>A new span of that trace; of 0: of a new one.</summary>
    public static TracePoint Next(UInt128 trace) => new(trace == 0 ? new(Random(), Random()) : trace, Random());

    /// <summary>The span of whoever runs us, where there is one.</summary>
    public static TracePoint? Of(Activity? theirs)
    {
        if (theirs is not { IdFormat: ActivityIdFormat.W3C }) return null;
        Span<byte> ids = stackalloc byte[24];
        theirs.TraceId.CopyTo(ids[..16]);
        theirs.SpanId.CopyTo(ids[16..]);
        return new(BinaryPrimitives.ReadUInt128BigEndian(ids), BinaryPrimitives.ReadUInt64BigEndian(ids[16..]));
    }

    /// <returns>W3C traceparent.</returns>
    public string Traceparent(bool isRecorded) =>
        string.Create(CultureInfo.InvariantCulture, $"00-{Trace:x32}-{Span:x16}-{(isRecorded ? "01" : "00")}");

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(LowerHex);

    /// <summary>Never 0: that is no id.</summary>
    private static ulong Random() => (ulong)System.Random.Shared.NextInt64(1, long.MaxValue);
}
