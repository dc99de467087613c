using PayFunctions.Sandbox.Merchant;

namespace PayFunctions.Sandbox.Alerts;

/// <summary>Holds the rules against what an app logs and measures, as the deployment's own rules do.</summary>
/// <param name="pace">The share of a window that it takes here: at 1/60 five minutes are five seconds.</param>
public sealed class AlertWatch(IReadOnlyList<AlertRule> rules, double pace = 1)
{
    private readonly TimeSpan _longest = rules.Max(rule => rule.Window) * pace;
    private readonly List<LoggedEvent> _events = [];
    private readonly List<(DateTimeOffset At, MetricsView View)> _views = [];
    private readonly HashSet<string> _firing = [];

    /// <summary>What was logged since the last time.</summary>
    public void Hear(IEnumerable<LoggedEvent> more) => _events.AddRange(more);

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

        Forget(now - _longest);
        return changes;
    }

    /// <summary>What no window reaches any more; of the measurements the last one before is what the rest is counted from.</summary>
    private void Forget(DateTimeOffset before)
    {
        _events.RemoveAll(one => one.At <= before);
        var last = _views.FindLastIndex(one => one.At <= before);
        if (last > 0) _views.RemoveRange(0, last);
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
