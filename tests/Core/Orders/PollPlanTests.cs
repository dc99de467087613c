using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Orders;

namespace PayFunctions.Tests.Core.Orders;

public class PollPlanTests
{
    private static readonly DateTimeOffset Noon = Orders.Noon;

    [Fact]
    public void Waits_double_up_to_the_longest_and_end_at_the_expiry()
    {
        var wakes = PollPlan.Default.Until(Noon.AddMinutes(30), Noon);

        Assert.Equal(
            [30, 90, 210, 450, 930, 1530, 1800],
            wakes.Select(wake => (wake - Noon).TotalSeconds));
    }

    [Fact]
    public void A_plan_that_starts_after_the_expiry_is_empty() =>
        Assert.Empty(PollPlan.Default.Until(Noon, Noon.AddSeconds(1)));

    [Fact]
    public void A_long_life_is_asked_about_a_bounded_number_of_times() =>
        Assert.Equal(PollPlan.Most, PollPlan.Default.Until(Noon.AddDays(7), Noon).Count());

    [Fact]
    public void Every_plan_rises_is_bounded_and_ends_at_the_expiry() => Prop.ForAll(
        (from first in Gen.Choose(0, 100_000)
         from growth in Gen.Elements(double.NaN, 0, 0.5, 1, 1.5, 2, 1e9)
         from longest in Gen.Elements(TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.MaxValue)
         from life in Gen.Choose(1, 10_000_000)
         select (Plan: new PollPlan(TimeSpan.FromMilliseconds(first), growth, longest), Life: life)).ToArbitrary(),
        drawn =>
        {
            var expiry = Noon.AddMilliseconds(drawn.Life);
            DateTimeOffset[] wakes = [.. drawn.Plan.Until(expiry, Noon)];
            return wakes.Length is > 0 and <= PollPlan.Most && wakes[^1] == expiry
                && wakes.Zip(wakes.Skip(1)).All(pair => pair.First < pair.Second) && wakes[0] > Noon;
        }).QuickCheckThrowOnFailure();
}
