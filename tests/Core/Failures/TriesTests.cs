using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Failures;

namespace PayFunctions.Tests.Core.Failures;

public class TriesTests
{
    [Fact]
    public void By_default_the_causes_are_worth_3_5_and_7_tries()
    {
        var causes = Enum.GetValues<FailureCause>();

        Assert.Equal([3, 5, 7], causes.Select(RetryPlan.Default.Attempts));
        Assert.Equal([3, 5, 7], causes.Select(cause => TriesUntilItIsLeft(RetryPlan.Default, cause)));
    }

    [Fact]
    public void Each_cause_is_counted_for_itself()
    {
        var tries = new Tries(RetryPlan.Default with { Connection = 2, Refusal = 2, System = 2 });

        Assert.NotNull(tries.PauseAfter(FailureCause.System));
        Assert.NotNull(tries.PauseAfter(FailureCause.Refusal));
        Assert.Null(tries.PauseAfter(FailureCause.System));
        Assert.NotNull(tries.PauseAfter(FailureCause.Connection));
    }

    [Fact]
    public void What_is_used_up_stays_so_until_a_try_goes_well()
    {
        var tries = new Tries(RetryPlan.Default with { System = 2 });

        Assert.NotNull(tries.PauseAfter(FailureCause.System));
        Assert.Null(tries.PauseAfter(FailureCause.System));
        Assert.Null(tries.PauseAfter(FailureCause.System));
        Assert.Null(tries.PauseAfter(null));
        Assert.NotNull(tries.PauseAfter(FailureCause.System));
    }

    [Fact]
    public void The_pauses_grow_up_to_the_longest()
    {
        var pauses = Enumerable.Range(1, 8).Select(RetryPlan.Default.PauseAfter).Select(pause => pause.TotalSeconds);

        Assert.Equal([1, 2, 4, 8, 16, 30, 30, 30], pauses);
    }

    [Fact]
    public void Whatever_fails_in_whatever_order_a_step_is_tried_a_bounded_number_of_times()
    {
        var law = Prop.ForAll(
            Gen.Elements(Enum.GetValues<FailureCause>()).ArrayOf(40).ToArbitrary(),
            failures =>
            {
                var tries = new Tries(RetryPlan.Default);
                var again = failures.TakeWhile(cause => tries.PauseAfter(cause) is not null).Count();
                return again <= 2 + 4 + 6;
            });

        law.QuickCheckThrowOnFailure();
    }

    private static int TriesUntilItIsLeft(RetryPlan plan, FailureCause cause)
    {
        var tries = new Tries(plan);
        for (var made = 1; ; made++)
        {
            if (tries.PauseAfter(cause) is null) return made;
        }
    }
}
