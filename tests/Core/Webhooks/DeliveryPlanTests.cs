using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Tests.Core.Webhooks;

public class DeliveryPlanTests
{
    [Fact]
    public void Without_jitter_the_default_attempts_are_at_once_soon_and_ever_less_up_to_a_day()
    {
        var plan = DeliveryPlan.Default with { Jitter = 0 };

        Assert.Equal(
            [0, 5, 25, 105, 425, 1705, 6825, 21225, 35625, 50025, 64425, 78825, 86400],
            plan.Attempts(1).Select(at => at.TotalSeconds));
    }

    [Fact]
    public void Every_seed_gives_rising_attempts_from_nothing_to_the_end_and_no_more_than_most() => Prop.ForAll(
        ArbMap.Default.ArbFor<ulong>(), Plans(),
        (seed, plan) =>
        {
            var attempts = plan.Attempts(seed).ToArray();
            return attempts[0] == TimeSpan.Zero && attempts[^1] == plan.GiveUpAfter
                && attempts.Length <= DeliveryPlan.Most
                && attempts.Zip(attempts.Skip(1)).All(pair => pair.First < pair.Second);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_wait_is_further_from_the_plan_than_its_jitter() => Prop.ForAll(
        ArbMap.Default.ArbFor<ulong>(), Plans(),
        (seed, plan) =>
        {
            var planned = (plan with { Jitter = 0 }).Attempts(seed).ToArray();
            var waits = Waits(plan.Attempts(seed).ToArray());
            return waits.Zip(Waits(planned)).SkipLast(1).Take(3).All(pair =>
                pair.First >= pair.Second * (1 - plan.Jitter) - Tick
                && pair.First <= pair.Second * (1 + plan.Jitter) + Tick);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_seed_gives_the_same_attempts_and_another_gives_others() => Prop.ForAll(
        ArbMap.Default.ArbFor<ulong>(),
        seed => DeliveryPlan.Default.Attempts(seed).SequenceEqual(DeliveryPlan.Default.Attempts(seed))
            && !DeliveryPlan.Default.Attempts(seed).SequenceEqual(DeliveryPlan.Default.Attempts(seed + 1)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void What_fails_together_does_not_come_again_together()
    {
        var second = Enumerable.Range(1, 1000)
            .Select(order => MessageId.Seed(MessageId.Of(new("default", $"ORD{order:D6}"), 1)))
            .Select(seed => DeliveryPlan.Default.Attempts(seed).ElementAt(2).TotalSeconds).ToArray();

        // Due 25 s after the first try, a fifth to either side: each of ten equal parts gets its share.
        Assert.All(second, at => Assert.InRange(at, 20, 30));
        Assert.True(second.GroupBy(at => (int)(at - 20)).Count() == 10);
    }

    private static readonly TimeSpan Tick = TimeSpan.FromTicks(10);

    private static IEnumerable<TimeSpan> Waits(TimeSpan[] attempts) =>
        attempts.Zip(attempts.Skip(1), (at, next) => next - at);

    private static Arbitrary<DeliveryPlan> Plans() => (
        from first in Gen.Choose(1, 60)
        from growth in Gen.Choose(10, 50)
        from longest in Gen.Choose(60, 20_000)
        from end in Gen.Choose(1, 200_000)
        from jitter in Gen.Choose(0, 50)
        select new DeliveryPlan(
            TimeSpan.FromSeconds(first), growth / 10.0, TimeSpan.FromSeconds(longest), TimeSpan.FromSeconds(end),
            jitter / 100.0))
        .ToArbitrary();
}
