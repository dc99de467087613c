using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;

namespace PayFunctions.Tests.Core.Splits;

public class ShareReceivedTests
{
    [Fact]
    public void A_share_that_arrived_is_known_at_once_and_booked_with_the_last()
    {
        var both = Splits.Reserved();
        var first = SplitDecision.Decide(both.Order, both.Split, Arrives(both.Split, 0));
        var last = SplitDecision.Decide(first.Order, first.Split, Arrives(first.Split, 1));

        Assert.Equal((SplitState.Processing, 300), (first.Split.State, first.Split.Received.MinorUnits));
        Assert.Empty(first.Postings);
        Assert.Equal(400, first.Order.ShareReserved.MinorUnits);
        Assert.Equal((SplitState.Done, 400), (last.Split.State, last.Split.Received.MinorUnits));
        Assert.Single(last.Postings);
        Assert.Equal((0, 400), (last.Order.ShareReserved.MinorUnits, last.Order.Shared.MinorUnits));
    }

    [Fact]
    public void The_same_share_told_twice_is_a_repeat_under_whatever_id()
    {
        var both = Splits.Reserved();
        var first = SplitDecision.Decide(both.Order, both.Split, Arrives(both.Split, 0));

        var again = SplitDecision.Decide(first.Order, first.Split, Arrives(first.Split, 0) with { Id = "EV-2" });

        Assert.Equal(Verdict.Repeat, again.Verdict);
        Assert.Same(first.Split, again.Split);
    }

    [Fact]
    public void A_split_that_releases_the_rest_ends_only_by_its_providers_answer()
    {
        var both = Splits.Reserved(Splits.Asked(unfreezeRest: true));
        var first = SplitDecision.Decide(both.Order, both.Split, Arrives(both.Split, 0));
        var last = SplitDecision.Decide(first.Order, first.Split, Arrives(first.Split, 1));

        Assert.Equal((SplitState.Processing, 400), (last.Split.State, last.Split.Received.MinorUnits));
        var (order, split) = (last.Order, last.Split).After(SplitEvent.Done);
        Assert.Equal((SplitState.Done, 400), (split.State, order.Shared.MinorUnits));
    }

    [Fact]
    public void A_share_that_arrived_early_is_not_called_back_before_it_is_booked()
    {
        var both = Splits.Reserved();
        var first = SplitDecision.Decide(both.Order, both.Split, Arrives(both.Split, 0));

        Assert.Equal(0, first.Split.Returnable(Splits.Partner).MinorUnits);
        Assert.Equal(300, (first.Order, first.Split).After(SplitEvent.Done).Split.Returnable(Splits.Partner).MinorUnits);
    }

    [Fact]
    public void That_nothing_went_contradicts_a_share_that_did()
    {
        var both = Splits.Reserved();
        var first = SplitDecision.Decide(both.Order, both.Split, Arrives(both.Split, 0));

        var change = SplitDecision.Decide(first.Order, first.Split, first.Split.Says(SplitEvent.Failed));

        Assert.Equal((Verdict.Quarantined, RefusalReason.OtherState), (change.Verdict, change.Refusal!.Reason));
    }

    [Theory]
    [InlineData("amount")]
    [InlineData("receiver")]
    [InlineData("two at once")]
    [InlineData("one that did not go")]
    [InlineData("an answer that denies it")]
    public void What_contradicts_a_share_goes_to_an_operator(string what)
    {
        var both = Splits.Reserved();
        var told = Arrives(both.Split, 1);
        if (what == "one that did not go") both = both.After(SplitEvent.Done, but: Splits.Agent);
        if (what == "an answer that denies it")
        {
            var known = SplitDecision.Decide(both.Order, both.Split, told);
            both = (known.Order, known.Split);
        }

        var change = SplitDecision.Decide(both.Order, both.Split, what switch
        {
            "amount" => told with { Shares = [told.Shares[0] with { Amount = Splits.Fen(101) }] },
            "receiver" => told with { Shares = [told.Shares[0] with { Account = "1900000099" }] },
            "two at once" => told with { Shares = [told.Shares[0], told.Shares[0]] },
            "an answer that denies it" => both.Split.Says(SplitEvent.Done, but: Splits.Agent),
            _ => told,
        });

        Assert.Equal((Verdict.Quarantined, RefusalReason.OtherAmount), (change.Verdict, change.Refusal!.Reason));
        Assert.Same(both.Split, change.Split);
    }

    [Theory]
    [InlineData("ORD0001-S1", "ORD0001")]
    [InlineData("ORD-S1-U12", "ORD-S1")]
    [InlineData("ORD0001-R50", "ORD0001")]
    [InlineData("ORD0001", null)]
    [InlineData("ORD0001-2", null)]
    [InlineData("ORD0001-S", null)]
    [InlineData("ORD0001-S123", null)]
    [InlineData("ORD0001-X1", null)]
    [InlineData("-S1", null)]
    public void A_number_names_its_order_or_is_none_of_ours(string number, string? orderId) =>
        Assert.Equal(orderId, SplitNumber.OrderOf(number));

    private static SplitEvidence Arrives(Split split, int nth) =>
        split.Says(SplitEvent.ShareReceived) with
        {
            Id = $"EV-{nth}",
            Shares = [split.Shares[nth] with { Result = ShareResult.Received }],
        };
}
