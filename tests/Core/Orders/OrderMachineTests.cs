using PayFunctions.Core.Orders;
using static PayFunctions.Core.Orders.OrderEvent;
using static PayFunctions.Core.Orders.OrderState;

namespace PayFunctions.Tests.Core.Orders;

public class OrderMachineTests
{
    private static readonly (OrderState State, OrderEvent Happened)[] Pairs =
    [
        .. from state in Enum.GetValues<OrderState>()
           from happened in Enum.GetValues<OrderEvent>()
           select (state, happened),
    ];

    [Fact]
    public void Every_pair_of_state_and_event_is_decided() =>
        Assert.All(Pairs, pair => Assert.True(OrderMachine.Decides(pair.State, pair.Happened), $"{pair} is undecided"));

    [Fact]
    public void No_line_of_the_table_quarantines_by_itself() => // Who said it is not the machine's to know.
        Assert.All(Pairs, pair =>
            Assert.NotEqual(Verdict.Quarantined, OrderMachine.Decide(pair.State, pair.Happened).Verdict));

    [Theory]
    [InlineData(Created, PrepayAccepted, AwaitingPayment)]
    [InlineData(Created, PaymentSucceeded, Paid)]
    [InlineData(Created, Expired, Closing)]
    [InlineData(AwaitingPayment, PaymentSucceeded, Paid)]
    [InlineData(AwaitingPayment, CloseRequested, Closing)]
    [InlineData(AwaitingPayment, PaymentFailed, Failed)]
    [InlineData(Closing, ClosedAtProvider, Closed)]
    [InlineData(Closing, PaymentSucceeded, Paid)]
    [InlineData(Paid, PaymentRevoked, Revoked)]
    [InlineData(Paid, ReversalRequested, Paid)]
    [InlineData(AwaitingPayment, ReversalRequested, Closing)]
    [InlineData(Closing, ReversalRefused, Closing)]
    [InlineData(Paid, RefundedInPart, PartiallyRefunded)]
    [InlineData(PartiallyRefunded, RefundedInFull, Refunded)]
    public void A_move_leads_where_the_design_says(OrderState from, OrderEvent happened, OrderState to) =>
        Assert.Equal(Decision.MoveTo(to), OrderMachine.Decide(from, happened));

    [Fact]
    public void Money_for_a_closed_order_leaves_it_closed_and_goes_back() =>
        Assert.Equal(
            Decision.MoveTo(Closed, Consequence.RefundInFull), OrderMachine.Decide(Closed, PaymentSucceeded));

    [Fact]
    public void An_ended_order_moves_by_money_alone()
    {
        OrderEvent[] withoutMoney =
            [PrepayAccepted, PrepayRefused, PaymentFailed, CloseRequested, Expired, ClosedAtProvider];
        OrderState[] ended = [Closed, Paid, PartiallyRefunded, Refunded, Failed, Revoked];

        var pairs = from state in ended from happened in withoutMoney select (state, happened);

        Assert.All(pairs, pair =>
            Assert.NotEqual(Verdict.Moved, OrderMachine.Decide(pair.state, pair.happened).Verdict));
    }
}
