using System.Globalization;
using System.Text.RegularExpressions;

namespace PayFunctions.Sandbox.Merchant;

/// <summary>The app's counters at one moment, as <c>GET metrics</c> wrote them.</summary>
public sealed partial class MetricsView
{
    private readonly List<(string Name, Dictionary<string, string> Labels, double Value)> _samples = [];

    public static MetricsView Read(string text)
    {
        var view = new MetricsView();
        foreach (var line in text.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#' || !Sample().Match(line).Success) continue;
            var sample = Sample().Match(line);
            var labels = Label().Matches(sample.Groups["labels"].Value)
                .ToDictionary(label => label.Groups["name"].Value, label => label.Groups["value"].Value);
            var value = double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture);
            view._samples.Add((sample.Groups["name"].Value, labels, value));
        }

        return view;
    }

    /// <summary>The sum over all samples of that name that carry these labels.</summary>
    public long Sum(string name, params ReadOnlySpan<(string Name, string Value)> labels) =>
        checked((long)Total(name, labels));

    /// <summary>The same of what is no whole number.</summary>
    public double Total(string name, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        double sum = 0;
        foreach (var sample in _samples)
        {
            if (sample.Name == name && Carries(sample.Labels, labels)) sum += sample.Value;
        }

        return sum;
    }

    /// <summary>The counts below each bound of a histogram, over all its series, by rising bound.</summary>
    public IReadOnlyList<(double Bound, double Count)> Buckets(string histogram) =>
    [
        .. from sample in _samples
           where sample.Name == $"{histogram}_bucket"
           group sample.Value by Bound(sample.Labels["le"]) into bucket
           orderby bucket.Key
           select (bucket.Key, bucket.Sum()),
    ];

    private static double Bound(string le) =>
        le == "+Inf" ? double.PositiveInfinity : double.Parse(le, CultureInfo.InvariantCulture);

    private static bool Carries(Dictionary<string, string> has, ReadOnlySpan<(string Name, string Value)> labels)
    {
        foreach (var (name, value) in labels)
        {
            if (!has.TryGetValue(name, out var held) || held != value) return false;
        }

        return true;
    }

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][\w:]*)(\{(?<labels>.*)\})?\s+(?<value>[-+0-9.eE]+)""")]
    private static partial Regex Sample();

    [GeneratedRegex("(?<name>\\w+)=\"(?<value>[^\"]*)\"")]
    private static partial Regex Label();
}
