using PayFunctions.Core.Orders;
using PayFunctions.Core.Reversals;
using PayFunctions.Core.Settlements;
using PayFunctions.Core.Splits;
using PayFunctions.Tests.Core.Splits;
using static PayFunctions.Tests.Core.Splits.Splits;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Settlements;

public class SettlementDecisionTests
{
    [Theory]
    [InlineData(OrderState.Created, SettlementStep.Wait)]
    [InlineData(OrderState.AwaitingPayment, SettlementStep.Wait)]
    [InlineData(OrderState.Closing, SettlementStep.Wait)]
    [InlineData(OrderState.Closed, SettlementStep.NothingLeft)]
    [InlineData(OrderState.Paid, SettlementStep.Release)]
    [InlineData(OrderState.PartiallyRefunded, SettlementStep.Release)]
    [InlineData(OrderState.Refunded, SettlementStep.NothingLeft)]
    [InlineData(OrderState.Failed, SettlementStep.NothingLeft)]
    [InlineData(OrderState.Revoked, SettlementStep.NothingLeft)]
    public void Every_state_of_an_order_that_is_due_is_decided(OrderState state, SettlementStep step)
    {
        Assert.Equal(step, SettlementDecision.Decide(Paid with { State = state }, []).Step);
        Assert.Equal(
            SettlementStep.Settled,
            SettlementDecision.Decide(Paid with { State = state, Sharing = SharingState.Ended }, []).Step);
    }

    [Fact]
    public void Every_state_there_is_is_among_those()
    {
        var tested = typeof(SettlementDecisionTests).GetMethod(nameof(Every_state_of_an_order_that_is_due_is_decided))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>()
            .Select(data => (OrderState)data.Data[0]!);

        Assert.Equal(Enum.GetValues<OrderState>().Order(), tested.Order());
    }

    [Fact]
    public void The_release_takes_no_receiver_and_the_same_plan_twice_is_one_release()
    {
        var first = SettlementDecision.Decide(Paid, []).Release!;
        var again = SettlementDecision.Decide(Paid, []).Release!;
        var asked = Paid.Ask(first);

        Assert.Equal(("auto-settle-1", 0, true), (first.Id, first.Shares.Count, first.UnfreezeRest));
        Assert.True(asked.Split!.AsksTheSameAs(again));
        Assert.Equal(Verdict.Repeat, asked.Order.Ask(again, asked.Split).Verdict);
        Assert.Equal((Paid.Total, SharingState.Ended), (asked.Split.Rest, asked.Order.Sharing));
        Assert.Equal("ORD20261120000001-U1", asked.Split.Number); // Order, kind, sequence.
    }

    [Fact]
    public void What_shares_and_refunds_have_taken_by_then_is_not_released()
    {
        var (order, split) = Reserved().After(SplitEvent.Accepted).After(SplitEvent.Done);
        var left = order with { Refunded = Fen(34), State = OrderState.PartiallyRefunded };

        var release = left.Ask(SettlementDecision.Decide(left, [split]).Release!);

        Assert.Equal(Fen(1234 - 400 - 34), release.Split!.Rest);
    }

    [Fact]
    public void It_waits_for_a_split_under_way_a_refund_that_needs_shares_and_a_reversal()
    {
        var (sharing, split) = Reserved();
        var shared = Paid with { Shared = Fen(1000), RefundReserved = Fen(500) };
        var reversing = Paid with { Reversal = new(1, "wrong till", Told.Noon) };

        Assert.Equal(SettlementStep.Wait, SettlementDecision.Decide(sharing, [split]).Step);
        Assert.Equal(SettlementStep.Wait, SettlementDecision.Decide(shared, []).Step);
        Assert.Equal(SettlementStep.Wait, SettlementDecision.Decide(reversing, []).Step);
    }

    [Fact]
    public void A_reversal_that_was_refused_or_done_is_waited_for_no_more()
    {
        var refused = Paid with { Reversal = new(1, "wrong till", Told.Noon, ReversalState.Refused) };
        var done = Paid with { State = OrderState.Revoked, Reversal = new(1, "wrong till", Told.Noon, ReversalState.Done) };

        Assert.Equal(SettlementStep.Release, SettlementDecision.Decide(refused, []).Step);
        Assert.Equal(SettlementStep.NothingLeft, SettlementDecision.Decide(done, []).Step);
    }

    [Fact]
    public void A_whole_refund_under_way_is_waited_for_and_then_nothing_is_left()
    {
        var going = Paid with { RefundReserved = Paid.Total };
        var gone = Paid with { Refunded = Paid.Total, State = OrderState.Refunded };

        Assert.Equal(SettlementStep.Wait, SettlementDecision.Decide(going, []).Step);
        Assert.Equal(SettlementStep.NothingLeft, SettlementDecision.Decide(gone, []).Step);
    }

    [Theory]
    [InlineData(SplitState.Requested, SettlementStep.Wait)]
    [InlineData(SplitState.Processing, SettlementStep.Wait)]
    [InlineData(SplitState.Done, SettlementStep.Settled)]
    [InlineData(SplitState.Closed, SettlementStep.Release)]
    public void Every_state_of_the_release_is_decided(SplitState state, SettlementStep step)
    {
        var asked = Paid.Ask(SettlementDecision.Decide(Paid, []).Release!);
        var (order, split) = (asked.Order, asked.Split!);
        foreach (var happened in state switch
        {
            SplitState.Requested => [],
            SplitState.Processing => [SplitEvent.Accepted],
            SplitState.Done => new[] { SplitEvent.Accepted, SplitEvent.Done },
            SplitState.Closed => [SplitEvent.Refused],
        }) (order, split) = (order, split).After(happened);

        var plan = SettlementDecision.Decide(order, [split]);

        Assert.Equal((state, step), (split.State, plan.Step));
        Assert.Equal(step == SettlementStep.Wait ? split : null, plan.Waits);
        Assert.Equal(step == SettlementStep.Release ? "auto-settle-2" : null, plan.Release?.Id);
    }

    [Fact]
    public void A_release_that_the_merchant_asked_for_before_the_date_is_waited_for_and_settles_it()
    {
        var own = Reserved(new("REST", [], UnfreezeRest: true));
        var done = own.After(SplitEvent.Accepted).After(SplitEvent.Done);

        Assert.Equal(SettlementStep.Wait, SettlementDecision.Decide(own.Order, [own.Split]).Step);
        Assert.Equal(SettlementStep.Settled, SettlementDecision.Decide(done.Order, [done.Split]).Step);
    }

    [Fact]
    public void What_was_never_frozen_has_nothing_to_release() => Assert.Equal(
        SettlementStep.NothingLeft, SettlementDecision.Decide(Paid with { Sharing = SharingState.None }, []).Step);
}
