using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Routing;

namespace PayFunctions.Tests.Core.Routing;

/// <summary>What holds for a breaker whatever it hears and when.</summary>
public class BreakerLaws
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly BreakerRules Rules = BreakerRules.Default;

    private static readonly Gen<(bool Failed, int Took, int Later)> AnyCall =
        from failed in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
        from took in Gen.Elements(10, 2999, 3000, 3001, 9000)
        from later in Gen.Choose(0, 20_000)
        select (failed, took, later);

    private static readonly Arbitrary<(bool Failed, int Took, int Later)[]> AnyCalls =
        Gen.ArrayOf(AnyCall).ToArbitrary();

    [Fact]
    public void It_opens_for_slow_calls_exactly_when_five_slow_ones_come_without_a_good_one_between() => Check(calls =>
    {
        var (counts, row) = (default(CallCounts), 0);
        foreach (var call in Timed(calls))
        {
            counts = counts.Hear(call, Rules);
            row = call.Took > Rules.SlowAfter ? row + 1 : call.Failed ? row : 0;
            if (counts.Trips(Rules) == BreakerReason.Slow != (row >= Rules.SlowCalls)) return false;
        }

        return true;
    });

    [Fact]
    public void It_never_opens_for_failures_that_a_longer_window_would_not_hold_enough_of() => Check(calls =>
    {
        var (counts, heard) = (default(CallCounts), new List<CallHeard>());
        foreach (var call in Timed(calls))
        {
            heard.Add(call);
            counts = counts.Hear(call, Rules);
            if (counts.Trips(Rules) != BreakerReason.Failing) continue;
            var failed = heard.Count(one => one.Failed && one.At > call.At - Rules.Window);
            if (failed < Rules.ErrorShare * Rules.CallsLeast) return false;
        }

        return true;
    });

    [Fact]
    public void Calls_that_all_go_well_never_open_it() => Check(calls => Timed(calls)
        .Aggregate(default(CallCounts), (counts, call) => counts.Hear(new(false, TimeSpan.Zero, call.At), Rules))
        .Trips(Rules) is null);

    private static IEnumerable<CallHeard> Timed((bool Failed, int Took, int Later)[] calls)
    {
        var at = Noon;
        foreach (var (failed, took, later) in calls)
        {
            at = at.AddMilliseconds(later);
            yield return new(failed, TimeSpan.FromMilliseconds(took), at);
        }
    }

    private static void Check(Func<(bool Failed, int Took, int Later)[], bool> law) =>
        Prop.ForAll(AnyCalls, law).QuickCheckThrowOnFailure();
}
