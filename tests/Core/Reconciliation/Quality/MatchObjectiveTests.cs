using PayFunctions.Core.Reconciliation.Quality;

namespace PayFunctions.Tests.Core.Reconciliation.Quality;

public class MatchObjectiveTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);
    private static readonly DateTimeOffset Due = new(2026, 11, 21, 2, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_day_is_due_at_two_in_the_morning_in_China() => Assert.Equal(Due, MatchObjective.Standard.DueOf(Day));

    [Theory]
    [InlineData(-1, 19)]
    [InlineData(0, 20)]
    [InlineData(86_399, 20)]
    public void The_newest_day_that_is_due_changes_when_the_next_falls_due(int secondsAfter, int day) =>
        Assert.Equal(new DateOnly(2026, 11, day), MatchObjective.Standard.NewestDue(Due.AddSeconds(secondsAfter)));

    [Theory]
    [InlineData(9995, 0, ObjectiveState.Met)]
    [InlineData(9994, 0, ObjectiveState.TooLow)]
    [InlineData(10000, 1, ObjectiveState.Late)]
    public void A_final_day_is_judged_by_its_rate_and_its_time(int agreed, int secondsLate, ObjectiveState expected) => Assert.Equal(
        expected, MatchObjective.Standard.Judge(new("wechatpay", Day, 10_000, agreed, Due.AddSeconds(secondsLate)), Due.AddDays(3)));

    [Theory]
    [InlineData(0, ObjectiveState.Pending)]
    [InlineData(1, ObjectiveState.Overdue)]
    public void A_day_that_is_not_final_has_time_until_it_is_due(int secondsLate, ObjectiveState expected) => Assert.Equal(
        expected, MatchObjective.Standard.Judge(new("wechatpay", Day, 10_000, 10_000, null), Due.AddSeconds(secondsLate)));

    [Fact]
    public void A_day_without_money_is_met() =>
        Assert.Equal(ObjectiveState.Met, MatchObjective.Standard.Judge(new("alipay", Day, 0, 0, Due), Due));

    [Fact]
    public void Days_that_still_have_time_are_left_out_and_the_budget_counts_rows()
    {
        var window = MatchObjective.Standard.Over(
            [
                new("wechatpay", Day, 10_000, 10_000, Due),
                new("wechatpay", Day.AddDays(1), 10_000, 9_990, Due.AddDays(1)),
                new("wechatpay", Day.AddDays(2), 10_000, 0, null),
            ],
            Due.AddDays(1));

        Assert.Equal((2, 1), (window.Days, window.Met));
        Assert.Equal(0.9995, window.MatchRate, 12);
        Assert.Equal(1, window.BudgetSpent, 9);
    }
}
