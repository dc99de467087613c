using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace PayFunctions.Infra.Telemetry;

/// <summary>One instrument: its series by their tags. Measuring takes no lock; only a new set of tags does.</summary>
internal sealed class MetricFamily(string name, MetricKind kind, string? description)
{
    private const string Prefix = "payfunctions_";
    private const string Seconds = "_seconds";

    /// <summary>More tag sets than these go into one series without tags: a tag's value may be a stranger's.</summary>
    private const int SeriesMax = 256;

    private readonly Lock _gate = new();
    private MetricSeries[] _series = [];

    public string Name => name;

    public static string NameOf(Instrument instrument)
    {
        var name = string.Create(instrument.Name.Length, instrument.Name, static (chars, from) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
        });
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name : Prefix + name;
    }

    public static MetricKind KindOf(Instrument instrument)
    {
        var type = instrument.GetType().Name;
        if (type.StartsWith("Histogram", StringComparison.Ordinal)) return MetricKind.Histogram;
        if (type.StartsWith("ObservableCounter", StringComparison.Ordinal)) return MetricKind.Total;
        return type.StartsWith("Counter", StringComparison.Ordinal) ? MetricKind.Counter : MetricKind.Gauge;
    }

    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => SeriesOf(tags).Take(value);

    public void Write(StringBuilder text)
    {
        var series = Volatile.Read(ref _series);
        if (series.Length == 0) return;
        switch (kind)
        {
            case MetricKind.Counter or MetricKind.Total: WriteValues(text, series, name + "_total", "counter"); break;
            case MetricKind.Gauge: WriteValues(text, series, name, "gauge"); break;
            case MetricKind.Histogram: WriteHistogram(text, series); break;
        }
    }

    private MetricSeries SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Find(Volatile.Read(ref _series), tags) ?? AddSeries(tags);

    private static MetricSeries? Find(MetricSeries[] series, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var one in series)
        {
            if (one.Has(tags)) return one;
        }

        return null;
    }

    private MetricSeries AddSeries(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
        {
            if (_series.Length >= SeriesMax) tags = [];
            if (Find(_series, tags) is { } added) return added;
            var series = new MetricSeries(tags, kind);
            Volatile.Write(ref _series, [.. _series, series]);
            return series;
        }
    }

    private void WriteValues(StringBuilder text, MetricSeries[] series, string called, string type)
    {
        Head(text, called, type);
        foreach (var one in series) Line(text, called, one.Labels, one.Sum);
    }

    private void WriteHistogram(StringBuilder text, MetricSeries[] series)
    {
        Head(text, name, "histogram");
        foreach (var one in series)
        {
            var below = 0L;
            for (var i = 0; i < MetricSeries.Bounds.Length; i++)
            {
                below += one.InBucket(i);
                var bound = MetricSeries.Bounds[i].ToString(CultureInfo.InvariantCulture);
                Line(text, name + "_bucket", With(one.Labels, bound), below);
            }

            Line(text, name + "_bucket", With(one.Labels, "+Inf"), one.Count);
            Line(text, name + "_sum", one.Labels, one.Sum);
            Line(text, name + "_count", one.Labels, one.Count);
        }

        // How often, plainly: storage_request_seconds gives storage_requests_total too.
        if (!name.EndsWith(Seconds, StringComparison.Ordinal)) return;
        var times = string.Concat(name.AsSpan(0, name.Length - Seconds.Length), "s_total");
        Head(text, times, "counter");
        foreach (var one in series) Line(text, times, one.Labels, one.Count);
    }

    private void Head(StringBuilder text, string called, string type)
    {
        if (!string.IsNullOrEmpty(description))
            text.Append("# HELP ").Append(called).Append(' ').Append(description).Append('\n');
        text.Append("# TYPE ").Append(called).Append(' ').Append(type).Append('\n');
    }

    private static string With(string labels, string bound) =>
        labels.Length == 0 ? $"le=\"{bound}\"" : $"{labels},le=\"{bound}\"";

    private static void Line(StringBuilder text, string called, string labels, double value)
    {
        text.Append(called);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
