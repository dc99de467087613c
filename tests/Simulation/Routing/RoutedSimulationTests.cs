using FsCheck;
using FsCheck.Fluent;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Orders;

namespace PayFunctions.Tests.Simulation.Routing;

/// <summary>
/// Random interleavings of two channels' outages, payments, duplicates, lost answers and crashes, on the pipeline's own
/// code. A failure prints its script and the seed to replay it by.
/// </summary>
public class RoutedSimulationTests
{
    private const int StepsOfAScript = 500;

    private static readonly Arbitrary<int[]> AnyScript =
        Gen.Choose(0, 1 << 20).ArrayOf(StepsOfAScript).ToArbitrary();

    [Fact]
    public void Whatever_channels_do_an_order_is_paid_once_and_all_else_goes_back() => Prop.ForAll(AnyScript, script =>
    {
        var story = Told(script);
        foreach (var told in Stories(story)) Hold(told, story.Pipeline.Both);
        Assert.All(Kept(story), entry => Assert.Contains(
            entry.Reason, new[] { RefusalReason.LatePayment, RefusalReason.SecondPayment }));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void The_scripts_meet_all_that_they_are_there_to_meet()
    {
        var random = new Random(20261121);
        var told = Enumerable.Range(0, 60)
            .Select(_ => Told([.. Enumerable.Range(0, StepsOfAScript).Select(_ => random.Next(1 << 20))]))
            .SelectMany(Stories).ToArray();

        Assert.Contains(told, one => one.Order is { State: OrderState.Paid, Attempt: > 1 });
        Assert.Contains(told, one => one.Order is { State: OrderState.Paid, Attempt: 1, OtherAttempts: not null });
        Assert.Contains(told, one => one.Refunds.Any(
            refund => refund.Cause == RefundCause.SecondPayment && refund.Attempt != one.Order.Attempt));
        Assert.Contains(told, one => one.Refunds.Any(refund => refund.Cause == RefundCause.LatePayment));
        // The number of a second attempt was another order's.
        Assert.Contains(told, one => one.Order.Others.Append(one.Order.Face).Any(attempt => attempt.Number == 3));
        var why = told.SelectMany(one => one.Timeline).Where(entry => entry.Event == "Rerouted")
            .Select(entry => entry.Code).ToHashSet();
        Assert.Superset(new HashSet<string?> { "wechatpay not-answered", "wechatpay circuit-open" }, why);
    }

    private static void Hold(OrderStory told, ModelChannel[] channels)
    {
        var order = told.Order;
        Assert.True(
            order.State is not (OrderState.Created or OrderState.AwaitingPayment or OrderState.Closing),
            $"{order.Key} is left {order.State}.");
        Assert.False(order.HasOpenOthers, $"{order.Key} has left an attempt open: {order.OtherAttempts}");
        Assert.All(told.Refunds, refund => Assert.Equal(RefundState.Succeeded, refund.State));
        Assert.Equal(
            channels.Sum(channel => channel.Payments(order.Key)),
            told.Postings.Count(posting => posting.Kind.EndsWith("payment", StringComparison.Ordinal)));
        Assert.True(told.Postings.Count(posting => posting.Kind == "payment") == (order.State == OrderState.Paid ? 1 : 0));
        foreach (var channel in channels)
        {
            // A prepay that arrives after all was over opens a trade there, of which nobody has the offer.
            Assert.DoesNotContain(order.Offer?.Value, channel.Payable(order.Key));
            Assert.Equal(channel.Holds(order.Key), told.Postings.SelectMany(posting => posting.Entries)
                .Where(entry => entry.Account == $"receivable/{channel.Channel}/{channel.MerchantId}")
                .Sum(entry => entry.Debit - entry.Credit));
        }
    }

    private static RoutedStory Told(int[] script)
    {
        var story = new RoutedStory(script);
        Finish(story.RunAsync());
        Assert.Empty(story.Failures);
        return story;
    }

    private static OrderStory[] Stories(RoutedStory story) =>
        [.. story.Orders.Select(key => Finish(story.Pipeline.Orders().ReadStoryAsync(key, default))).OfType<OrderStory>()];

    private static QuarantineEntry[] Kept(RoutedStory story) =>
    [
        .. from day in new[] { new DateOnly(2026, 11, 20), new DateOnly(2026, 11, 21) }
           from channel in story.Pipeline.Both
           from entry in Finish(story.Pipeline.Kept().ListAsync(channel.Channel, day, default))
           select entry,
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
}
