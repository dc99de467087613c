using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Subscriptions;

namespace PayFunctions.Tests.Core.Subscriptions;

public class SubscriptionDecisionTests
{
    private static readonly SubscriptionKey Key = new("default", "com.example.app", "2000001");
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_word_makes_it()
    {
        var change = SubscriptionDecision.Decide(null, Key, Bought(0));

        Assert.Equal(Verdict.Moved, change.Verdict);
        Assert.Equal(SubscriptionState.Active, change.Subscription.State);
        Assert.Equal("t0", change.Subscription.TransactionId);
    }

    [Fact]
    public void A_word_signed_before_the_latest_changes_nothing()
    {
        var expired = After(Bought(0), new(SubscriptionEvent.Expired, Start.AddDays(9)));

        var change = SubscriptionDecision.Decide(expired, Key, Bought(3));

        Assert.Equal(Verdict.Repeat, change.Verdict);
        Assert.Equal(expired, change.Subscription);
    }

    [Fact]
    public void A_refund_of_an_earlier_period_leaves_the_one_that_runs()
    {
        var second = After(Bought(0), Bought(1) with { Event = SubscriptionEvent.Renewed });

        var change = SubscriptionDecision.Decide(
            second, Key, Bought(0) with { Event = SubscriptionEvent.Refunded, SignedAt = Start.AddDays(5) });

        Assert.Equal(SubscriptionState.Active, change.Subscription.State);
        Assert.Equal("t1", change.Subscription.TransactionId);
    }

    [Fact]
    public void A_refund_of_the_period_that_runs_takes_it_back() =>
        Assert.Equal(
            SubscriptionState.Revoked,
            After(Bought(0), Bought(0) with { Event = SubscriptionEvent.Refunded, SignedAt = Start.AddDays(5) }).State);

    [Fact]
    public void Where_the_store_says_it_stands_wins_over_the_table()
    {
        var change = SubscriptionDecision.Decide(
            After(Bought(0)), Key,
            new(SubscriptionEvent.Noted, Start.AddDays(2), SubscriptionState.Expired));

        Assert.True(change.IsMended);
        Assert.Equal(SubscriptionState.Expired, change.Subscription.State);
    }

    [Fact]
    public void A_renewal_that_fails_after_the_end_is_refused()
    {
        var expired = After(Bought(0), new(SubscriptionEvent.Expired, Start.AddDays(9)));

        var change = SubscriptionDecision.Decide(
            expired, Key, new(SubscriptionEvent.RenewalFailed, Start.AddDays(10)));

        Assert.Equal(Verdict.Refused, change.Verdict);
        Assert.Equal(expired, change.Subscription);
    }

    [Fact]
    public void A_notice_told_again_changes_nothing() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 10_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            Subscription? subscription = null;
            for (var i = 0; i < 12; i++)
            {
                var notice = Any(random, i);
                subscription = SubscriptionDecision.Decide(subscription, Key, notice).Subscription;
                var again = SubscriptionDecision.Decide(subscription, Key, notice with { States = subscription.State });
                Assert.Equal(subscription, again.Subscription);
            }
        }));

    [Fact]
    public void What_was_signed_last_is_where_it_stands_whatever_came_before_it() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, 10_000).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var notices = Enumerable.Range(0, 8).Select(i => Any(random, i)).ToArray();
            var last = notices[^1] with { States = SubscriptionState.GracePeriod };
            var shuffled = notices[..^1].Append(last).ToArray();
            random.Shuffle(shuffled);

            Assert.Equal(SubscriptionState.GracePeriod, After(shuffled).State);
        }));

    private static SubscriptionNotice Bought(int period) => new(
        SubscriptionEvent.Bought, Start.AddDays(period), TransactionId: $"t{period}", ProductId: "pro",
        ExpiresAt: Start.AddDays(30 * (period + 1)));

    private static SubscriptionNotice Any(Random random, int at) => Bought(at) with
    {
        Event = Enum.GetValues<SubscriptionEvent>()[random.Next(Enum.GetValues<SubscriptionEvent>().Length)],
        TransactionId = $"t{random.Next(3)}",
        Renews = random.Next(2) == 0,
    };

    private static Subscription After(params SubscriptionNotice[] notices)
    {
        Subscription? subscription = null;
        foreach (var notice in notices)
            subscription = SubscriptionDecision.Decide(subscription, Key, notice).Subscription;
        return subscription!;
    }
}
