using System.Globalization;

namespace PayFunctions.Sandbox.Telemetry;

/// <summary>What stands in the export requests of OTLP, as far as we look at it.</summary>
/// <remarks>
/// Source: opentelemetry-proto 1.x, <c>trace.proto</c>, <c>logs.proto</c>, <c>metrics.proto</c>, <c>common.proto</c>. The three
/// requests have one shape: resources (1) hold a resource (1) and scopes (2), which hold records (2).
/// </remarks>
internal static class OtlpMessages
{
    private delegate T Reading<out T>(ReadOnlySpan<byte> record, IReadOnlyDictionary<string, string> resource);

    public static List<ReceivedSpan> Spans(ReadOnlySpan<byte> request) => Records(request, ReadSpan);

    public static List<ReceivedLine> Lines(ReadOnlySpan<byte> request) => Records(request, ReadLine);

    /// <summary>Every series of every metric.</summary>
    public static IEnumerable<ReceivedPoint> Points(ReadOnlySpan<byte> request) =>
        Records(request, static (metric, _) => OtlpPoints.Read(metric)).SelectMany(static points => points);

    private static List<T> Records<T>(ReadOnlySpan<byte> request, Reading<T> read)
    {
        var records = new List<T>();
        var resources = new WireReader(request);
        while (resources.Read())
        {
            if (resources.Field != 1) continue;
            var resource = new Dictionary<string, string>();
            var parts = new WireReader(resources.Bytes);
            while (parts.Read())
            {
                if (parts.Field == 1) ReadAttributes(parts.Bytes, 1, resource);
                if (parts.Field == 2) ReadScope(parts.Bytes, resource, read, records);
            }
        }

        return records;
    }

    private static void ReadScope<T>(
        ReadOnlySpan<byte> scope, IReadOnlyDictionary<string, string> resource, Reading<T> read, List<T> records)
    {
        var parts = new WireReader(scope);
        while (parts.Read())
        {
            if (parts.Field == 2) records.Add(read(parts.Bytes, resource));
        }
    }

    private static ReceivedSpan ReadSpan(ReadOnlySpan<byte> span, IReadOnlyDictionary<string, string> resource)
    {
        var (trace, id, parent, name, kind, start, end) = ("", "", "", "", 0, 0L, 0L);
        var links = new List<string>();
        var tags = new Dictionary<string, string>();
        var fields = new WireReader(span);
        while (fields.Read())
        {
            switch (fields.Field)
            {
                case 1: trace = fields.Hex; break;
                case 2: id = fields.Hex; break;
                case 4: parent = fields.Hex; break;
                case 5: name = fields.Text; break;
                case 6: kind = (int)fields.Number; break;
                case 7: start = (long)fields.Number; break;
                case 8: end = (long)fields.Number; break;
                case 9: ReadAttribute(fields.Bytes, tags); break;
                case 13: links.Add(ReadLink(fields.Bytes)); break;
            }
        }

        return new(trace, id, parent, name, kind, start, end, tags, links, resource);
    }

    private static ReceivedLine ReadLine(ReadOnlySpan<byte> line, IReadOnlyDictionary<string, string> resource)
    {
        var (severity, named, body, trace, span) = ("", "", "", "", "");
        var tags = new Dictionary<string, string>();
        var fields = new WireReader(line);
        while (fields.Read())
        {
            switch (fields.Field)
            {
                case 3: severity = fields.Text; break;
                case 5: body = ReadValue(fields.Bytes); break;
                case 6: ReadAttribute(fields.Bytes, tags); break;
                case 9: trace = fields.Hex; break;
                case 10: span = fields.Hex; break;
                case 12: named = fields.Text; break;
            }
        }

        return new(severity, named, body, trace, span, tags);
    }

    private static string ReadLink(ReadOnlySpan<byte> link)
    {
        var fields = new WireReader(link);
        while (fields.Read())
        {
            if (fields.Field == 1) return fields.Hex;
        }

        return "";
    }

    private static void ReadAttributes(ReadOnlySpan<byte> message, int field, Dictionary<string, string> into)
    {
        var fields = new WireReader(message);
        while (fields.Read())
        {
            if (fields.Field == field) ReadAttribute(fields.Bytes, into);
        }
    }

    public static void ReadAttribute(ReadOnlySpan<byte> attribute, Dictionary<string, string> into)
    {
        var (name, value) = ("", "");
        var fields = new WireReader(attribute);
        while (fields.Read())
        {
            if (fields.Field == 1) name = fields.Text;
            if (fields.Field == 2) value = ReadValue(fields.Bytes);
        }

        into[name] = value;
    }

    private static string ReadValue(ReadOnlySpan<byte> value)
    {
        var fields = new WireReader(value);
        if (!fields.Read()) return "";
        return fields.Field switch
        {
            1 => fields.Text,
            2 => fields.Number != 0 ? "true" : "false",
            3 => ((long)fields.Number).ToString(CultureInfo.InvariantCulture),
            4 => fields.Double.ToString(CultureInfo.InvariantCulture),
            _ => "",
        };
    }
}
