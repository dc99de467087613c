using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Quality;

namespace PayFunctions.Tests.Core.Reconciliation.Quality;

public class CauseTimesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_cause_has_its_own_mean_times_the_most_frequent_first()
    {
        var times = CauseTimes.Of(
        [
            new(CauseKind.LateBill, Noon, Noon.AddHours(1), Noon.AddHours(2)),
            new(CauseKind.Rounding, Noon, Noon.AddHours(2), Noon.AddHours(2.5)),
            new(CauseKind.Rounding, Noon, Noon.AddHours(4), Noon.AddHours(5.5)),
        ]);

        Assert.Equal(
            [
                new(CauseKind.Rounding, 2, 2, TimeSpan.FromHours(3), TimeSpan.FromHours(1), null),
                new(CauseKind.LateBill, 1, 1, TimeSpan.FromHours(1), TimeSpan.FromHours(1), null),
            ],
            times);
    }

    [Fact]
    public void What_is_not_repaired_has_no_part_in_the_mean_and_tells_how_old_it_is()
    {
        var one = Assert.Single(CauseTimes.Of(
        [
            new(CauseKind.Outlier, Noon, Noon.AddHours(3), null),
            new(CauseKind.Outlier, Noon, Noon.AddHours(1), null),
        ]));

        Assert.Equal((2, 0, null, Noon.AddHours(1)), (one.Found, one.Repaired, one.MeanToRepair, one.OldestOpen));
    }

    [Fact]
    public void A_clock_that_is_behind_makes_no_time_below_zero() => Assert.Equal(
        TimeSpan.Zero, Assert.Single(CauseTimes.Of([new(CauseKind.CutOff, Noon.AddSeconds(3), Noon, null)])).MeanToDetect);
}
