using PayFunctions.Core;
using PayFunctions.Core.Reconciliation;
using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Tests.Core.Reconciliation;

public class CauseTests
{
    private static readonly DateTimeOffset Noon = Days.Window.Start.AddHours(12);

    [Theory]
    [InlineData(1230, 1200, CauseKind.TruncatedCents)]
    [InlineData(1200, 1230, CauseKind.TruncatedCents)]
    [InlineData(12, 1200, CauseKind.YuanForFen)]
    [InlineData(123000, 1230, CauseKind.YuanForFen)]
    [InlineData(1230, 1231, CauseKind.Rounding)]
    [InlineData(1200, 1201, CauseKind.Rounding)]
    [InlineData(1234, 777, CauseKind.Unexplained)]
    public void Amounts_tell_how_they_came_to_differ(long here, long there, CauseKind cause) =>
        Assert.Equal(cause, Explain(Pair(DifferenceKind.Amount, Row(here), Row(there))).Kind);

    [Theory]
    [InlineData(8)]
    [InlineData(-8)]
    public void Clocks_eight_hours_apart_are_told(int hours)
    {
        var cause = Explain(Pair(DifferenceKind.Amount, Row(1234), Row(777) with { At = Noon.AddHours(hours) }));

        Assert.Equal(CauseKind.TimeZoneOffset, cause.Kind);
    }

    [Fact]
    public void A_payment_missing_in_an_hour_of_refused_signatures_was_refused()
    {
        var facts = new CauseFacts { SignatureFailures = new Dictionary<DateTimeOffset, long> { [Noon.ToUniversalTime()] = 7 } };

        Assert.Equal(CauseKind.SignatureFailures, Explain(There(Row(1, at: Noon.AddMinutes(59))), facts).Kind);
        Assert.NotEqual(CauseKind.SignatureFailures, Explain(There(Row(1, at: Noon.AddMinutes(61))), facts).Kind);
    }

    [Fact]
    public void What_moved_after_the_bills_end_came_too_late_for_it() => Assert.Equal(
        CauseKind.LateBill, Explain(Here(Row(1, at: Noon.AddMinutes(1))), new() { BillEndsAt = Noon }).Kind);

    [Fact]
    public void What_moved_at_the_border_of_the_day_crossed_it() => Assert.Equal(
        CauseKind.CutOff, Explain(Here(Row(1, at: Days.Window.Start.AddMinutes(1))), new() { Day = Days.Window }).Kind);

    [Theory]
    [InlineData(DifferenceKind.DuplicateThere, CauseKind.DuplicatePush)]
    [InlineData(DifferenceKind.LateMoney, CauseKind.PaidAfterEnd)]
    public void Some_kinds_are_their_own_cause(DifferenceKind kind, CauseKind cause) =>
        Assert.Equal(cause, Explain(Pair(kind, Row(1), Row(1))).Kind);

    [Fact]
    public void A_crowd_of_missing_movements_in_eight_hours_is_a_clock()
    {
        var facts = new CauseFacts { Day = Days.Window };
        var morning = Enumerable.Range(0, 30).Select(i => Here(Row(i + 1, at: Days.Window.Start.AddMinutes(15 * i + 15)))).ToList();

        Assert.All(CauseAnalysis.Explain(morning, facts), one => Assert.Equal(CauseKind.TimeZoneOffset, one.Cause.Kind));
        Assert.All(CauseAnalysis.Explain(morning[..10], facts), one => Assert.NotEqual(CauseKind.TimeZoneOffset, one.Cause.Kind));
    }

    [Fact]
    public void The_one_that_is_unlike_the_others_is_found_and_the_same_each_time()
    {
        var many = Enumerable.Range(0, 400).Select(i => Here(Row(1000 + i % 50, at: Noon.AddSeconds(i)))).ToList();
        many.Insert(200, Here(Row(987_654_321, at: Noon.AddHours(-9))));

        var outliers = CauseAnalysis.Explain(many, CauseFacts.None).Where(one => one.Cause.Kind == CauseKind.Outlier).ToList();

        Assert.Equal(987_654_321, Assert.Single(outliers).Difference.First.Amount);
        Assert.Equal(
            CauseAnalysis.Explain(many, CauseFacts.None).Select(one => one.Cause), CauseAnalysis.Explain(many, CauseFacts.None).Select(one => one.Cause));
    }

    [Fact]
    public void Points_that_are_all_alike_have_no_outlier()
    {
        var forest = IsolationForest.Grow([.. Enumerable.Repeat(new double[] { 1, 2, 3 }, 50)], seed: 1);

        Assert.True(forest.Score([1, 2, 3]) < 0.51);
    }

    private static Cause Explain(DifferenceRow difference, CauseFacts? facts = null) =>
        CauseAnalysis.Explain([difference], facts ?? CauseFacts.None)[0].Cause;

    private static DifferenceRow Pair(DifferenceKind kind, MovementRow here, MovementRow there) =>
        new(kind, DifferenceAspects.None, [here], [there]);

    private static DifferenceRow Here(MovementRow row) => new(DifferenceKind.MissingThere, DifferenceAspects.None, [row], []);

    private static DifferenceRow There(MovementRow row) => new(DifferenceKind.MissingHere, DifferenceAspects.None, [], [row]);

    private static MovementRow Row(long amount, DateTimeOffset? at = null) => new(
        MovementKind.Payment, MovementStatus.Succeeded, "ORD1", "", "T1", amount, Currency.Cny, null, at ?? Noon);
}
