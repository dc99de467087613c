using System.Buffers.Binary;

namespace PayFunctions.Infra.Telemetry.Otlp;

/// <summary>A span as its message.</summary>
/// <remarks>Source: opentelemetry-proto 1.x, <c>trace.proto</c>.</remarks>
internal static class SpanRecord
{
    private const int Tag = 9;
    private const uint Sampled = 1;
    private const ulong Failed = 2;

    public static void Write(TracedSpan span, WireWriter to)
    {
        to.Ids(1, 2, span.At);
        if (span.Parent != 0) BinaryPrimitives.WriteUInt64BigEndian(to.Bytes(4, sizeof(ulong)), span.Parent);
        to.Text(5, span.Name);
        to.Number(6, (ulong)span.Kind + 1);
        to.Time(7, span.Start);
        to.Time(8, span.End);
        if (span.OrderId is { } order) to.Attribute(Tag, Story.OrderId, order);
        foreach (var (name, value) in span.Tags) to.Attribute(Tag, name, value);
        for (var i = 0; i < span.Links.Count; i++)
        {
            var link = to.Begin(13);
            to.Ids(1, 2, span.Links[i]);
            to.End(link);
        }

        if (span.IsFailed)
        {
            var status = to.Begin(15);
            to.Number(3, Failed);
            to.End(status);
        }

        to.Fixed32(16, Sampled);
    }
}
