using PayFunctions.Core.Routing;
using static PayFunctions.Core.Routing.BreakerEvent;
using static PayFunctions.Core.Routing.BreakerPhase;

namespace PayFunctions.Tests.Core.Routing;

public class BreakerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly BreakerRules Rules = BreakerRules.Default;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(80);

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3.1);

    [Fact]
    public void Every_pair_of_phase_and_event_is_decided() => Assert.All(
        from phase in Enum.GetValues<BreakerPhase>() from happened in Enum.GetValues<BreakerEvent>() select (phase, happened),
        pair => Assert.True(BreakerMachine.Decides(pair.phase, pair.happened), $"{pair} is undecided"));

    [Theory]
    [InlineData(Closed, Tripped, Open)]
    [InlineData(Closed, CooledDown, Closed)]
    [InlineData(Closed, Recovered, Closed)]
    [InlineData(Closed, ProbeFailed, Closed)]
    [InlineData(Open, Tripped, Open)]
    [InlineData(Open, CooledDown, HalfOpen)]
    [InlineData(Open, Recovered, Open)]
    [InlineData(Open, ProbeFailed, Open)]
    [InlineData(HalfOpen, Tripped, Open)]
    [InlineData(HalfOpen, CooledDown, HalfOpen)]
    [InlineData(HalfOpen, Recovered, Closed)]
    [InlineData(HalfOpen, ProbeFailed, Open)]
    public void Each_event_leads_where_the_table_says(BreakerPhase from, BreakerEvent happened, BreakerPhase to) =>
        Assert.Equal(to, BreakerMachine.Decide(from, happened));

    [Fact]
    public void The_fifth_slow_call_in_a_row_opens_it_and_the_fourth_does_not()
    {
        Assert.Equal(Closed, After(4, Slow, failed: false).Phase);
        Assert.Equal((Open, BreakerReason.Slow), PhaseAndReason(After(5, Slow, failed: false)));
    }

    [Fact]
    public void A_call_of_exactly_the_limit_is_not_slow() =>
        Assert.Equal(Closed, After(20, Rules.SlowAfter, failed: false).Phase);

    [Fact]
    public void One_good_call_breaks_a_row_of_slow_ones()
    {
        var counts = Heard([Slow, Slow, Slow, Slow, Quick, Slow, Slow, Slow, Slow], failed: false);

        Assert.Null(counts.Trips(Rules));
    }

    [Fact]
    public void Half_of_ten_calls_failing_open_it_and_fewer_calls_say_nothing()
    {
        Assert.Equal(Closed, After(9, Quick, failed: true).Phase);
        Assert.Equal((Open, BreakerReason.Failing), PhaseAndReason(After(10, Quick, failed: true)));
    }

    [Fact]
    public void What_failed_before_the_window_is_forgotten()
    {
        var counts = Heard(Enumerable.Repeat(Quick, 9), failed: true)
            .Hear(new(Failed: true, Quick, Noon + Rules.Window + Rules.Window), Rules);

        Assert.Equal((1, 1), (counts.Calls + counts.CallsBefore, counts.Failures + counts.FailuresBefore));
    }

    [Fact]
    public void An_open_one_is_left_alone_until_its_pause_is_over()
    {
        var open = new BreakerStanding(Open, Noon, BreakerReason.Slow);

        Assert.Equal(open, Breaker.AsTimeGoes(open, Noon + Rules.OpenFor - TimeSpan.FromTicks(1), Rules));
        Assert.Equal(HalfOpen, Breaker.AsTimeGoes(open, Noon + Rules.OpenFor, Rules).Phase);
    }

    [Fact]
    public void As_many_probes_as_the_rules_say_close_it()
    {
        var half = new BreakerStanding(HalfOpen, Noon, BreakerReason.CooledDown);
        var once = Breaker.AfterProbe(half, Probe(failed: false), Rules);

        Assert.Equal((HalfOpen, 1), (once.Phase, once.ProbesWent));
        Assert.Equal(
            (Closed, BreakerReason.Recovered), PhaseAndReason(Breaker.AfterProbe(once, Probe(failed: false), Rules)));
    }

    [Theory]
    [InlineData(true, 0.1)]
    [InlineData(false, 3.1)]
    public void A_probe_that_fails_or_is_slow_opens_it_for_another_pause(bool failed, double seconds)
    {
        var half = new BreakerStanding(HalfOpen, Noon, BreakerReason.CooledDown, ProbesWent: 1);
        var probe = new CallHeard(failed, TimeSpan.FromSeconds(seconds), Noon.AddMinutes(1));

        Assert.Equal(new(Open, Noon.AddMinutes(1), BreakerReason.ProbeFailed), Breaker.AfterProbe(half, probe, Rules));
    }

    private static CallHeard Probe(bool failed) => new(failed, Quick, Noon);

    private static (BreakerPhase, BreakerReason) PhaseAndReason(BreakerStanding standing) =>
        (standing.Phase, standing.Reason);

    private static CallCounts Heard(IEnumerable<TimeSpan> took, bool failed) => took.Aggregate(
        default(CallCounts), (counts, one) => counts.Hear(new(failed, one, Noon), Rules));

    private static BreakerStanding After(int calls, TimeSpan took, bool failed) => Breaker.AfterCalls(
        BreakerStanding.Fresh, Heard(Enumerable.Repeat(took, calls), failed), Noon, Rules);
}
