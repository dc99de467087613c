using System.Globalization;
using PayFunctions.Sandbox.Merchant;

namespace PayFunctions.Sandbox.Alerts;

/// <summary>Says of a world that is left running which alerts fire, and which have cleared.</summary>
/// <param name="log">What the app has logged since it was asked last.</param>
/// <param name="metrics">What the app measures now; null: it does not say.</param>
internal sealed class AlertRounds(
    AlertWatch watch, Func<IReadOnlyList<LoggedEvent>> log, Func<CancellationToken, Task<MetricsView?>> metrics,
    TimeProvider clock, Action<string> say)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(Every, clock);
        while (await pace.WaitForNextTickAsync(cancellation)) await GoAsync(cancellation);
    }

    public async Task GoAsync(CancellationToken cancellation)
    {
        watch.Hear(log());
        if (await metrics(cancellation) is { } view) watch.Hear(clock.GetUtcNow(), view);
        foreach (var change in watch.Evaluate(clock.GetUtcNow())) say(Words(change));
    }

    private static string Words(AlertChange change)
    {
        var (rule, at) = (change.Rule, change.At.LocalDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture));
        return change.Fires
            ? $"{at} ALERT {rule.Level}: {rule.Name}, {rule.Title} ({change.Value:0.##} > {rule.Above:0.##}). First look: {rule.FirstLook}"
            : $"{at} cleared: {rule.Name}";
    }
}
