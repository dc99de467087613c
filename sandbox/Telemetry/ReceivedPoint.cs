namespace PayFunctions.Sandbox.Telemetry;

/// <summary>One series of a metric as it was last told, as far as we look at it.</summary>
/// <param name="Value">Of a counter or a gauge; of a histogram its sum.</param>
/// <param name="Count">Of a histogram: how often; else 0.</param>
/// <param name="Bounds">Of a histogram: the upper bounds of its buckets, but for the last.</param>
public sealed record ReceivedPoint(
    string Metric, double Value, long Count, IReadOnlyList<double> Bounds, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>The series itself: what is told later about the same takes its place.</summary>
    public string Series => $"{Metric}{{{string.Join(',', Labels.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"))}}}";

    public bool Carries(params ReadOnlySpan<(string Name, string Value)> labels)
    {
        foreach (var (name, value) in labels)
        {
            if (Labels.GetValueOrDefault(name) != value) return false;
        }

        return true;
    }
}
