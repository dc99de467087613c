using System.Buffers.Binary;
using System.Globalization;

namespace PayFunctions.Infra.Telemetry.Otlp;

/// <summary>Attributes, times and ids as every OTLP message has them.</summary>
/// <remarks>Source: opentelemetry-proto 1.x, <c>common.proto</c>: a key (1) and a value (2) that is one of several kinds.</remarks>
internal static class OtlpValues
{
    private const int TraceIdBytes = 16;

    /// <summary>A null has no value at all, as the protocol wants it; what is sensitive has its mask for text.</summary>
    public static void Attribute(this WireWriter to, int field, string key, object? value)
    {
        var attribute = to.Begin(field);
        to.Text(1, key);
        if (value is not null) to.Value(2, value);
        to.End(attribute);
    }

    public static void Value(this WireWriter to, int field, object value)
    {
        var kind = to.Begin(field);
        switch (value)
        {
            case string text: to.Text(1, text); break;
            case bool yes: to.Number(2, yes ? 1ul : 0); break;
            case int number: to.Number(3, unchecked((ulong)number)); break;
            case long number: to.Number(3, unchecked((ulong)number)); break;
            case double number: to.Double(4, number); break;
            default: to.Text(1, Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""); break;
        }

        to.End(kind);
    }

    /// <summary>Who tells what comes after it.</summary>
    public static void Scope(this WireWriter to, string name)
    {
        var scope = to.Begin(1);
        to.Text(1, name);
        to.End(scope);
    }

    /// <summary>Nanoseconds since 1970.</summary>
    public static void Time(this WireWriter to, int field, DateTime utc) =>
        to.Fixed64(field, (ulong)((utc - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick));

    /// <param name="traceField">Sixteen bytes.</param>
    /// <param name="spanField">Eight bytes.</param>
    public static void Ids(this WireWriter to, int traceField, int spanField, TracePoint at)
    {
        BinaryPrimitives.WriteUInt128BigEndian(to.Bytes(traceField, TraceIdBytes), at.Trace);
        BinaryPrimitives.WriteUInt64BigEndian(to.Bytes(spanField, sizeof(ulong)), at.Span);
    }
}
