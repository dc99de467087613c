using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Tests.Core.Orders;
using PayFunctions.Tests.Core.Refunds;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Splits;

public class SplitReservationTests
{
    [Fact]
    public void A_split_sets_its_shares_apart_and_says_what_they_leave()
    {
        var (order, split) = Splits.Reserved();

        Assert.Equal((400, 834, 1), (order.ShareReserved.MinorUnits, order.Sharable.MinorUnits, order.Splits));
        Assert.Equal((834, SplitState.Requested, "4200000001"), (split.Rest.MinorUnits, split.State, split.TransactionId));
    }

    [Fact]
    public void Every_operation_has_a_number_of_order_kind_and_sequence()
    {
        var both = Splits.Reserved().After(SplitEvent.Done).Returning(10);
        var release = both.Order.Ask(new NewSplit("SPL2", [], UnfreezeRest: true));

        Assert.Equal(
            ["ORD20261120000001-S1", "ORD20261120000001-R2", "ORD20261120000001-U3"],
            [both.Split.Number, both.Split.Returns[0].Number, release.Split!.Number]);
    }

    [Fact]
    public void The_same_request_again_is_a_repeat_whatever_has_become_of_it()
    {
        var (order, split) = Splits.Reserved().After(SplitEvent.Done);

        var again = order.Ask(Splits.Asked(), split);

        Assert.Equal((Verdict.Repeat, split), (again.Verdict, again.Split));
        Assert.Same(order, again.Order);
    }

    [Fact]
    public void The_same_id_in_other_words_is_refused()
    {
        var (order, split) = Splits.Reserved();

        Assert.Equal(SplitRule.OneAnId, order.Ask(Splits.Asked(301), split).Broken);
        Assert.Equal(SplitRule.OneAnId, order.Ask(Splits.Asked(unfreezeRest: true), split).Broken);
    }

    [Theory]
    [InlineData(734, null)]
    [InlineData(735, SplitRule.WithinRest)]
    [InlineData(long.MaxValue, SplitRule.WithinRest)]
    public void What_is_set_apart_is_gone_from_the_rest(long partner, SplitRule? broken)
    {
        var (order, _) = Splits.Reserved();

        Assert.Equal(broken, order.Ask(Splits.Asked(partner, id: "SPL2")).Broken);
    }

    [Fact]
    public void What_refunds_have_set_apart_can_not_be_shared()
    {
        var (order, _) = Refunds.Refunds.Reserved(Splits.Paid, 900);

        Assert.Equal(SplitRule.WithinRest, order.Ask(Splits.Asked()).Broken);
    }

    [Fact]
    public void A_receiver_that_nobody_named_is_refused()
    {
        var stranger = new NewSplit("SPL1", [new("1900000099", Splits.Fen(1))], UnfreezeRest: false);

        Assert.Equal(SplitRule.KnownReceiver, Splits.Paid.Ask(stranger).Broken);
    }

    [Fact]
    public void Another_currency_is_refused()
    {
        var dollars = new NewSplit("SPL1", [new(Splits.Partner, new(1, Currency.Usd))], UnfreezeRest: false);

        Assert.Equal(SplitRule.SameCurrency, Splits.Paid.Ask(dollars).Broken);
    }

    [Fact]
    public void Only_a_paid_order_made_for_sharing_is_split()
    {
        Assert.Equal(SplitRule.PaidOrder, Told.New().After(Told.Prepaid()).Ask(Splits.Asked()).Broken);
        Assert.Equal(SplitRule.MadeForSharing, Refunds.Refunds.Paid.Ask(Splits.Asked()).Broken);
    }

    [Fact]
    public void Releasing_the_rest_ends_the_sharing_and_a_refusal_of_it_does_not()
    {
        var both = Splits.Reserved(Splits.Asked(unfreezeRest: true));

        Assert.Equal(SplitRule.StillFrozen, both.Order.Ask(Splits.Asked(1, 1, "SPL2")).Broken);
        Assert.Equal(SharingState.Open, both.After(SplitEvent.Refused).Order.Sharing);
        Assert.Equal(SharingState.Ended, both.After(SplitEvent.Done).Order.Sharing);
    }

    [Fact]
    public void The_rest_is_released_only_once_nothing_else_is_under_way()
    {
        var (order, _) = Splits.Reserved();

        Assert.Equal(SplitRule.NoneUnderWay, order.Ask(new NewSplit("SPL2", [], UnfreezeRest: true)).Broken);
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, SplitRule.WithinShare)]
    public void A_receiver_gives_back_at_most_what_it_got(long amount, SplitRule? broken)
    {
        var (order, split) = Splits.Reserved().After(SplitEvent.Done);

        Assert.Equal(broken, order.Ask(split, new NewReturn("RET1", Splits.Partner, Splits.Fen(amount))).Broken);
    }

    [Fact]
    public void What_is_on_its_way_back_can_not_be_given_back_again()
    {
        var (order, split) = Splits.Reserved().After(SplitEvent.Done).Returning(200);

        Assert.Equal(SplitRule.WithinShare, order.Ask(split, new NewReturn("RET2", Splits.Partner, Splits.Fen(101))).Broken);
        Assert.Equal(Verdict.Repeat, order.Ask(split, new NewReturn("RET1", Splits.Partner, Splits.Fen(200))).Verdict);
        Assert.Equal(SplitRule.OneAnId, order.Ask(split, new NewReturn("RET1", Splits.Partner, Splits.Fen(1))).Broken);
    }

    [Fact]
    public void A_share_that_was_not_received_can_not_be_given_back()
    {
        var (order, split) = Splits.Reserved().After(SplitEvent.Done, but: Splits.Partner);

        Assert.Equal(SplitRule.WithinShare, order.Ask(split, new NewReturn("RET1", Splits.Partner, Splits.Fen(1))).Broken);
    }
}
