using PayFunctions.Sandbox.Alerts;
using PayFunctions.Sandbox.Merchant;

namespace PayFunctions.Tests.Sandbox.Alerts;

public class AlertWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static AlertRule Refused { get; } = Rule("refused", 2, ["Refused"]);

    private static AlertRule Slow { get; } = Rule("slow", 2000, []) with { Metric = new("took_seconds", 0.99, 1000) };

    [Fact]
    public void It_fires_once_there_are_more_than_enough_and_clears_once_the_window_has_passed()
    {
        var watch = new AlertWatch([Refused]);
        LoggedEvent[] heard = [Heard(0), Heard(1), Heard(2)];

        watch.Hear(heard[..2]);
        Assert.Empty(watch.Evaluate(Start.AddSeconds(2)));
        watch.Hear(heard[2..]);
        var fired = Assert.Single(watch.Evaluate(Start.AddSeconds(3)));
        Assert.Empty(watch.Evaluate(Start.AddMinutes(4)));
        var cleared = Assert.Single(watch.Evaluate(Start.AddMinutes(5).AddSeconds(1)));

        Assert.Equal((true, 3), (fired.Fires, fired.Value));
        Assert.Equal((false, "refused"), (cleared.Fires, cleared.Rule.Name));
    }

    [Fact]
    public void Other_events_and_what_is_still_to_come_are_not_counted()
    {
        var watch = new AlertWatch([Refused]);

        watch.Hear([Heard(0), Heard(1) with { Event = "Moved" }, Heard(2), Heard(900)]);

        Assert.Empty(watch.Evaluate(Start.AddSeconds(3)));
    }

    [Fact]
    public void A_quantile_is_of_what_came_within_the_window()
    {
        var watch = new AlertWatch([Slow]);
        watch.Hear(Start, View(fast: 0, slow: 100)); // Slow, but before.

        watch.Hear(Start.AddMinutes(6), View(fast: 100, slow: 100));
        Assert.Empty(watch.Evaluate(Start.AddMinutes(6)));
        watch.Hear(Start.AddMinutes(7), View(fast: 100, slow: 200));

        Assert.Equal(10000, Assert.Single(watch.Evaluate(Start.AddMinutes(7))).Value);
    }

    [Fact]
    public void Every_rule_of_the_deployment_can_be_held_against_an_app_here() =>
        Assert.All(AlertRules.Read(), rule => Assert.True(rule.Events.Count > 0 ^ rule.Metric is not null, rule.Name));

    [Fact]
    public void There_are_three_levels_and_each_has_a_rule() =>
        Assert.Equal(["critical", "notice", "warning"], AlertRules.Read().Select(rule => rule.Level).Distinct().Order());

    [Fact]
    public void Only_lines_of_json_are_read() => Assert.Equal(
        (null, Heard(0)),
        (LoggedEvent.Read("Now listening on http://127.0.0.1:1"),
            LoggedEvent.Read("""{"at":"2026-11-21T12:00:00Z","level":"Warning","event":"Refused"}""")));

    private static AlertRule Rule(string name, double above, string[] events) =>
        new(name, name, "critical", TimeSpan.FromMinutes(5), above, events, null, "", "", "");

    private static LoggedEvent Heard(double second) => new(Start.AddSeconds(second), "Refused");

    private static MetricsView View(int fast, int slow) => MetricsView.Read($$"""
        took_seconds_bucket{le="0.1"} {{fast}}
        took_seconds_bucket{le="10"} {{fast + slow}}
        took_seconds_bucket{le="+Inf"} {{fast + slow}}
        """);
}
