namespace PayFunctions.Sandbox.Alerts;

/// <summary>One rule of <c>bicep/alerts.json</c>, as far as it is held against an app on this machine.</summary>
/// <param name="Level">critical, warning or notice.</param>
/// <param name="Above">It fires while its value is above this.</param>
/// <param name="Events">The value is how many log lines of these events the window holds; empty: of none.</param>
/// <param name="Metric">The value is a quantile of a histogram over the window; null: it counts events.</param>
public sealed record AlertRule(
    string Name, string Title, string Level, TimeSpan Window, double Above, IReadOnlyList<string> Events,
    AlertMetric? Metric, string Means, string FirstLook, string Mend);

/// <summary>A quantile of a histogram, times a factor: seconds in the metrics are milliseconds in the rule.</summary>
public sealed record AlertMetric(string Histogram, double Quantile, double Times);
