using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Tests.Simulation;

/// <summary>
/// Random interleavings of every event, duplicate, delay, lost answer and crash, on the pipeline's own code. A failure prints
/// its shortest script and the seed to replay it by.
/// </summary>
public class SimulationTests
{
    private const int StepsOfAScript = 600;

    private static readonly Arbitrary<int[]> AnyScript = Arb.From(Gen.Choose(0, 1 << 20).ArrayOf(StepsOfAScript), Shorter);

    [Fact]
    public void Whatever_happens_in_whatever_order_the_books_are_right_once_the_faults_stop() => Prop.ForAll(AnyScript, script =>
    {
        var story = new Story(script);
        Finish(story.RunAsync());
        Assert.Empty(story.Failures);

        foreach (var told in Told(story))
        {
            Laws.EverythingHasEnded(told);
            Laws.TheBooksAgreeWithTheProvider(told, story.Pipeline.Provider);
            Laws.EveryPaymentIsBookedOnce(told, story.Pipeline.Provider);
            Laws.RefundsStayWithinWhatWasPaid(told);
            Laws.EverySplitHasEnded(told);
            Laws.SharesAddUpAndAgreeWithTheProvider(told, story.Pipeline.Provider);
        }

        Laws.NothingWasAskedForThatWasNotThere(story.Pipeline.Provider);

        Laws.OnlyStrayMoneyAndStuckRefundsWaitForAnOperator(Kept(story));
        Laws.WalletsAddUpAndAreNeverBelowZero(
            story.Pipeline.Tables.Rows.All().Where(row => row.Table == "Wallets").Select(row => row.Columns));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void The_scripts_meet_all_that_they_are_there_to_meet()
    {
        var random = new Random(20261120);
        var stories = Enumerable.Range(0, 100).Select(_ =>
        {
            var story = new Story([.. Enumerable.Range(0, StepsOfAScript).Select(_ => random.Next(1 << 20))]);
            Finish(story.RunAsync());
            return story;
        }).ToArray();

        var told = stories.SelectMany(Told).ToArray();
        var kinds = told.SelectMany(one => one.Postings).Select(posting => posting.Kind).ToHashSet();
        Assert.Superset(new HashSet<string> { "payment", "late-payment", "second-payment", "refund", "suspense-refund", "reversal" }, kinds);
        var states = told.Select(one => one.Order.State).ToHashSet();
        Assert.Superset(
            new HashSet<OrderState> { OrderState.Paid, OrderState.Closed, OrderState.PartiallyRefunded, OrderState.Refunded, OrderState.Revoked },
            states);
        Assert.Contains(told, one => one.Refunds.Any(refund => refund.Round > 0));
        Assert.Contains(told, one => one.Refunds.Any(refund => refund.State == RefundState.Closed));
        var splits = told.SelectMany(one => one.Splits).ToArray();
        Assert.Superset(new HashSet<string> { "split", "split-return" }, kinds);
        Assert.Contains(splits, split => split.Shares.Any(share => share.Result == ShareResult.NotReceived));
        Assert.Contains(splits, split => split is { UnfreezeRest: true, State: SplitState.Done });
        Assert.Contains(
            splits.SelectMany(split => split.Returns), given => SplitIdRule.IsOurs(given.Id) && given.State == SplitState.Done);
        Assert.Contains(splits.SelectMany(split => split.Returns), given => given.State == SplitState.Closed);
        Assert.True(stories.Sum(story => story.Killed) > 100, "Hardly any work was killed.");
        Assert.True(stories.Sum(story => story.Lost) > 100, "Hardly any answer was lost.");
    }

    private static OrderStory[] Told(Story story) =>
        [.. story.Orders.Select(key => Finish(story.Pipeline.Orders().ReadStoryAsync(key, default))).OfType<OrderStory>()];

    private static QuarantineEntry[] Kept(Story story) =>
    [
        .. new[] { new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 21) }
            .SelectMany(day => Finish(story.Pipeline.Kept().ListAsync("wechatpay", day, default))),
    ];

    /// <summary>All of it runs on this thread: whatever it waited for, the gate has let through.</summary>
    private static void Finish(Task work)
    {
        Assert.True(work.IsCompleted, "The simulation waits for something outside of it.");
        work.GetAwaiter().GetResult();
    }

    private static T Finish<T>(Task<T> work)
    {
        Finish((Task)work);
        return work.Result;
    }

    /// <summary>The script without one piece of it, the large pieces first.</summary>
    private static IEnumerable<int[]> Shorter(int[] script)
    {
        for (var size = script.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= script.Length; at += size) yield return [.. script[..at], .. script[(at + size)..]];
        }
    }
}
