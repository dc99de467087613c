using System.Globalization;
using System.Text;

namespace PayFunctions.Infra.Telemetry;

/// <summary>One set of tags of one instrument, and what was measured under it.</summary>
internal sealed class MetricSeries
{
    /// <summary>In seconds: from a local read to an answer that nobody waits for any more.</summary>
    public static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly MetricKind _kind;
    private readonly long[] _buckets;
    private long _count;
    private double _sum;

    public MetricSeries(ReadOnlySpan<KeyValuePair<string, object?>> tags, MetricKind kind)
    {
        (_tags, _kind) = (tags.ToArray(), kind);
        _buckets = kind == MetricKind.Histogram ? new long[Bounds.Length] : [];
        Labels = string.Join(',', _tags.Select(tag => $"{tag.Key}=\"{Escaped(tag.Value)}\""));
    }

    public string Labels { get; }

    public long Count => Interlocked.Read(ref _count);

    public double Sum => Volatile.Read(ref _sum);

    public long InBucket(int bucket) => Interlocked.Read(ref _buckets[bucket]);

    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.Length != _tags.Length) return false;
        for (var i = 0; i < tags.Length; i++)
        {
            if (tags[i].Key != _tags[i].Key || !Equals(tags[i].Value, _tags[i].Value)) return false;
        }

        return true;
    }

    public void Take(double value)
    {
        if (_kind is MetricKind.Gauge or MetricKind.Total) Volatile.Write(ref _sum, value);
        else Add(value);
        if (_kind != MetricKind.Histogram) return;

        Interlocked.Increment(ref _count);
        for (var i = 0; i < Bounds.Length; i++)
        {
            if (value > Bounds[i]) continue;
            Interlocked.Increment(ref _buckets[i]);
            break;
        }
    }

    private void Add(double value)
    {
        var seen = Volatile.Read(ref _sum);
        while (true)
        {
            var before = Interlocked.CompareExchange(ref _sum, seen + value, seen);
            if (before.Equals(seen)) return;
            seen = before;
        }
    }

    private static string Escaped(object? value)
    {
        if (value is bool yes) return yes ? "true" : "false"; // As OTLP's readers show it.
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return new StringBuilder(text).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").ToString();
    }
}
