using PayFunctions.Core.Orders;
using PayFunctions.Core.Subscriptions;

namespace PayFunctions.Tests.Core.Subscriptions;

public class SubscriptionMachineTests
{
    private static IEnumerable<(SubscriptionState State, SubscriptionEvent Event)> Pairs() =>
        from state in Enum.GetValues<SubscriptionState>()
        from happened in Enum.GetValues<SubscriptionEvent>()
        select (state, happened);

    [Fact]
    public void Every_pair_of_state_and_event_is_decided() =>
        Assert.All(Pairs(), pair => Assert.True(SubscriptionMachine.Decides(pair.State, pair.Event), $"{pair} is undecided"));

    [Fact]
    public void Nothing_leads_back_to_where_nothing_is_known() =>
        Assert.All(
            Pairs().Select(pair => SubscriptionMachine.Decide(pair.State, pair.Event)).Where(step => step.Verdict == Verdict.Moved),
            step => Assert.NotEqual(SubscriptionState.New, step.To));

    [Fact]
    public void A_move_moves_and_whatever_else_stays() =>
        Assert.All(Pairs(), pair =>
        {
            var step = SubscriptionMachine.Decide(pair.State, pair.Event);
            Assert.Equal(step.Verdict == Verdict.Moved, step.To != pair.State);
        });

    [Fact]
    public void A_purchase_makes_it_active_from_anywhere() =>
        Assert.All(Enum.GetValues<SubscriptionState>(), state =>
            Assert.Equal(SubscriptionState.Active, SubscriptionMachine.Decide(state, SubscriptionEvent.Bought).To));

    [Fact]
    public void A_refund_takes_it_back_from_anywhere() =>
        Assert.All(Enum.GetValues<SubscriptionState>(), state =>
            Assert.Equal(SubscriptionState.Revoked, SubscriptionMachine.Decide(state, SubscriptionEvent.Refunded).To));
}
