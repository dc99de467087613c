using PayFunctions.Sandbox.Merchant;

namespace PayFunctions.Sandbox.Alerts;

/// <summary>Holds the rules against what an app logs and measures, as the deployment's own rules do.</summary>
/// <param name="pace">The share of a window that it takes here: at 1/60 five minutes are five seconds.</param>
public sealed class AlertWatch(IReadOnlyList<AlertRule> rules, double pace = 1)
{
    private readonly List<LoggedEvent> _events = [];
    private readonly List<(DateTimeOffset At, MetricsView View)> _views = [];
    private readonly HashSet<string> _firing = [];

    /// <summary>All that was logged so far, by time; what was heard before is known.</summary>
    public void Hear(IReadOnlyList<LoggedEvent> all) => _events.AddRange(all.Skip(_events.Count));

    public void Hear(DateTimeOffset at, MetricsView view) => _views.Add((at, view));

    /// <returns>What fires that did not, and what has stopped, since this was asked last.</returns>
    public IReadOnlyList<AlertChange> Evaluate(DateTimeOffset now)
    {
        var changes = new List<AlertChange>();
        foreach (var rule in rules)
        {
            var value = ValueOf(rule, now);
            var fires = value > rule.Above;
            if (fires ? _firing.Add(rule.Name) : _firing.Remove(rule.Name)) changes.Add(new(rule, fires, value, now));
        }

        return changes;
    }

    private double ValueOf(AlertRule rule, DateTimeOffset now)
    {
        var since = now - rule.Window * pace;
        return rule.Metric is { } metric
            ? QuantileOf(metric, since)
            : _events.Count(one => one.At > since && one.At <= now && rule.Events.Contains(one.Event));
    }

    /// <summary>The upper bound of the bucket that holds the quantile of what came within the window.</summary>
    private double QuantileOf(AlertMetric metric, DateTimeOffset since)
    {
        if (_views.Count == 0) return 0;
        var now = _views[^1].View.Buckets(metric.Histogram);
        var before = _views.LastOrDefault(one => one.At <= since).View?.Buckets(metric.Histogram) ?? [];
        var came = now.Select((bucket, i) => (bucket.Bound, Count: bucket.Count - (i < before.Count ? before[i].Count : 0)))
            .ToList();
        if (came.Count == 0 || came[^1].Count <= 0) return 0;
        return came.First(bucket => bucket.Count >= came[^1].Count * metric.Quantile).Bound * metric.Times;
    }
}
