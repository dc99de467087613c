using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Certificates;
using static PayFunctions.Core.Certificates.RenewalAction;

namespace PayFunctions.Tests.Core.Certificates;

public class RenewalPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);
    private static readonly RenewalRules Rules = new() { Jitter = 0 };

    [Theory]
    [InlineData(200, Refresh)]
    [InlineData(7.01, Refresh)]
    [InlineData(7, Renew)]
    [InlineData(3.01, Renew)]
    [InlineData(3, Prefetch)]
    [InlineData(0.1, Prefetch)]
    [InlineData(-0.1, Emergency)]
    public void The_nearer_the_end_the_more_pressing_it_is(double daysLeft, RenewalAction urgency) =>
        Assert.Equal(urgency, RenewalPolicy.Urgency(Now, [Ends(daysLeft)], Rules, Overlap));

    [Fact]
    public void A_successor_that_is_not_in_force_yet_takes_the_press_away() =>
        Assert.Equal(Refresh, RenewalPolicy.Urgency(Now, [Ends(1), Ends(400, begins: 0.5)], Rules, Overlap));

    [Fact]
    public void Without_a_key_that_verifies_now_it_is_an_emergency_whatever_is_to_come() =>
        Assert.Equal(Emergency, RenewalPolicy.Urgency(Now, [Ends(400, begins: 0.5)], Rules, Overlap));

    [Fact]
    public void A_bare_public_key_never_presses() =>
        Assert.Equal(Refresh, RenewalPolicy.Urgency(Now, [PublicKey], Rules, Overlap));

    [Fact]
    public void What_waits_for_the_vault_verifies_and_is_no_emergency() =>
        Assert.Equal(Refresh, RenewalPolicy.Urgency(Now, [Ends(400) with { IsKept = false }], Rules, Overlap));

    [Fact]
    public void The_first_attempt_is_due_at_once() =>
        Assert.Equal(new(Emergency, Now), RenewalPolicy.Decide(Now, [], null, Rules, Overlap, 1));

    [Fact]
    public void A_list_is_read_again_when_it_is_as_old_as_it_may_get()
    {
        var read = new LastAttempt(Now, 0);

        Assert.Equal(Nothing, Decide(Now.AddHours(12).AddTicks(-1), read).Action);
        Assert.Equal(Refresh, Decide(Now.AddHours(12), read).Action);
    }

    [Fact]
    public void A_failure_is_made_good_sooner_than_a_success_is_repeated_and_waits_grow()
    {
        var waits = Enumerable.Range(1, 20).Select(failures => Decide(Now, new(Now, failures)).DueAt - Now).ToArray();

        Assert.Equal(TimeSpan.FromSeconds(1), waits[0]);
        Assert.Equal(TimeSpan.FromSeconds(2), waits[1]);
        Assert.Equal(Rules.LongestRetry, waits[^1]);
        Assert.Equal(waits.Order(), waits);
    }

    [Fact]
    public void An_emergency_is_never_left_for_longer_than_the_least_interval() =>
        Assert.Equal(Now + Rules.AtMostEvery, RenewalPolicy.Decide(Now, [], new(Now, 30), Rules, Overlap, 0).DueAt);

    [Fact]
    public void Instances_are_spread_by_their_share_of_the_jitter()
    {
        var rules = new RenewalRules();

        Assert.Equal(Now.AddHours(12), RenewalPolicy.Decide(Now, [Ends(99)], new(Now, 0), rules, Overlap, 0).DueAt);
        Assert.Equal(Now + TimeSpan.FromMinutes(792), RenewalPolicy.Decide(Now, [Ends(99)], new(Now, 0), rules, Overlap, 1).DueAt);
    }

    [Fact]
    public void It_is_due_from_one_moment_on_and_stays_due() => Prop.ForAll<int, int, byte>((left, ago, more) =>
    {
        var certificates = new[] { Ends(left % 40) };
        var last = new LastAttempt(Now.AddMinutes(-(ago % 3000 & 4095)), more % 12);
        var now = RenewalPolicy.Decide(Now, certificates, last, Rules, Overlap, 0.5);
        var then = RenewalPolicy.Decide(Now.AddMinutes(more), certificates, last, Rules, Overlap, 0.5);
        return (now.Action == Nothing || then.Action != Nothing) && (now.Action == Nothing) == (Now < now.DueAt);
    }).QuickCheckThrowOnFailure();

    private static RenewalDecision Decide(DateTimeOffset now, LastAttempt last) =>
        RenewalPolicy.Decide(now, [Ends(200)], last, Rules, Overlap, 0);

    private static WatchedCertificate Ends(double days, double begins = -1000) => new(
        CertificatePurpose.WeChatPayPlatform, "wechatpay/1", "A1", Now.AddDays(begins), Now.AddDays(days));

    private static WatchedCertificate PublicKey => new(
        CertificatePurpose.WeChatPayPublicKey, "wechatpay/1", "PUB_KEY_ID_1", DateTimeOffset.MinValue,
        DateTimeOffset.MaxValue);
}
