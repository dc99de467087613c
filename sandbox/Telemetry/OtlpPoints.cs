using System.Buffers.Binary;

namespace PayFunctions.Sandbox.Telemetry;

/// <summary>Reads a metric's points: its name (1), and a gauge (5), a sum (7) or a histogram (9), which hold points (1).</summary>
/// <remarks>Source: opentelemetry-proto 1.x, <c>metrics.proto</c>.</remarks>
internal static class OtlpPoints
{
    private const int Gauge = 5;
    private const int Sum = 7;
    private const int Histogram = 9;

    public static List<ReceivedPoint> Read(ReadOnlySpan<byte> metric)
    {
        var (name, points) = ("", new List<ReceivedPoint>());
        var fields = new WireReader(metric);
        while (fields.Read())
        {
            if (fields.Field == 1) name = fields.Text;
            if (fields.Field is not (Gauge or Sum or Histogram)) continue;
            var isHistogram = fields.Field == Histogram;
            var told = new WireReader(fields.Bytes);
            while (told.Read())
            {
                if (told.Field == 1) points.Add(isHistogram ? ReadHistogram(name, told.Bytes) : ReadNumber(name, told.Bytes));
            }
        }

        return points;
    }

    private static ReceivedPoint ReadNumber(string name, ReadOnlySpan<byte> point)
    {
        var (value, labels) = (0.0, new Dictionary<string, string>());
        var fields = new WireReader(point);
        while (fields.Read())
        {
            switch (fields.Field)
            {
                case 4: value = fields.Double; break;
                case 6: value = (long)fields.Number; break;
                case 7: OtlpMessages.ReadAttribute(fields.Bytes, labels); break;
            }
        }

        return new(name, value, 0, [], labels);
    }

    private static ReceivedPoint ReadHistogram(string name, ReadOnlySpan<byte> point)
    {
        var (sum, count, bounds, labels) = (0.0, 0L, new List<double>(), new Dictionary<string, string>());
        var fields = new WireReader(point);
        while (fields.Read())
        {
            switch (fields.Field)
            {
                case 4: count = (long)fields.Number; break;
                case 5: sum = fields.Double; break;
                case 7: ReadBounds(fields.Bytes, bounds); break;
                case 9: OtlpMessages.ReadAttribute(fields.Bytes, labels); break;
            }
        }

        return new(name, sum, count, bounds, labels);
    }

    /// <summary>Packed: eight bytes each.</summary>
    private static void ReadBounds(ReadOnlySpan<byte> packed, List<double> into)
    {
        for (; packed.Length >= sizeof(double); packed = packed[sizeof(double)..])
            into.Add(BinaryPrimitives.ReadDoubleLittleEndian(packed));
    }
}
