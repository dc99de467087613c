using System.Runtime.InteropServices;

namespace PayFunctions.Infra.Telemetry.Otlp;

/// <summary>An instrument's series as the points of a metric, each a total since the process began.</summary>
/// <remarks>Source: opentelemetry-proto 1.x, <c>metrics.proto</c>.</remarks>
internal static class MetricRecord
{
    private const int Gauge = 5;
    private const int Sum = 7;
    private const int Histogram = 9;
    private const ulong Cumulative = 2;

    public static void Write(WireWriter to, MetricFamily family, DateTime since, DateTime now)
    {
        var series = family.Series;
        if (series.Length == 0) return;
        var metric = to.Begin(2);
        to.Text(1, family.Instrument);
        if (family.Description is { Length: > 0 } description) to.Text(2, description);
        if (family.Unit is { Length: > 0 } unit) to.Text(3, unit);
        var data = to.Begin(family.Kind switch
        {
            MetricKind.Counter or MetricKind.Total => Sum,
            MetricKind.Gauge => Gauge,
            MetricKind.Histogram => Histogram,
        });
        foreach (var one in series)
        {
            var point = to.Begin(1);
            to.Time(2, since);
            to.Time(3, now);
            if (family.Kind == MetricKind.Histogram) WriteHistogram(to, one);
            else WriteNumber(to, one, family.IsWhole);
            to.End(point);
        }

        if (family.Kind != MetricKind.Gauge) to.Number(2, Cumulative);
        if (family.Kind is MetricKind.Counter or MetricKind.Total) to.Number(3, 1); // They only rise.
        to.End(data);
        to.End(metric);
    }

    private static void WriteNumber(WireWriter to, MetricSeries series, bool isWhole)
    {
        if (isWhole) to.Fixed64(6, unchecked((ulong)(long)series.Sum));
        else to.Double(4, series.Sum);
        foreach (var (key, value) in series.Tags) to.Attribute(7, key, value);
    }

    /// <summary>The count is that of the buckets as they are read: others measure meanwhile.</summary>
    private static void WriteHistogram(WireWriter to, MetricSeries series)
    {
        var bounds = MetricSeries.Bounds;
        var (all, told) = ((ulong)series.Count, 0ul);
        Span<ulong> buckets = stackalloc ulong[bounds.Length + 1];
        for (var i = 0; i < bounds.Length; i++) told += buckets[i] = (ulong)series.InBucket(i);
        buckets[^1] = all > told ? all - told : 0;
        to.Fixed64(4, told + buckets[^1]);
        to.Double(5, series.Sum);
        to.Bytes(6, MemoryMarshal.AsBytes(buckets));
        to.Bytes(7, MemoryMarshal.AsBytes<double>(bounds));
        foreach (var (key, value) in series.Tags) to.Attribute(9, key, value);
    }
}
