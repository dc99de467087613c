using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Tests.Core.Orders;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Refunds;

public class RefundReservationTests
{
    [Fact]
    public void A_request_sets_its_amount_apart_and_moves_nothing_else()
    {
        var asked = RefundReservation.Decide(Refunds.Paid, null, Refunds.Asked(), Told.Noon);

        Assert.Equal(Verdict.Moved, asked.Verdict);
        Assert.Equal(Refunds.Paid with { RefundReserved = new Money(100, Currency.Cny) }, asked.Order);
        Assert.Equal(
            (RefundState.Requested, "4200000001", 1), (asked.Refund!.State, asked.Refund.TransactionId, asked.Refund.Round));
        Assert.Equal(1134, asked.Order.Refundable.MinorUnits);
    }

    [Fact]
    public void The_same_request_again_is_a_repeat_whatever_has_become_of_it()
    {
        var (order, refund) = Refunds.Reserved().After(RefundEvent.Succeeded);

        var again = RefundReservation.Decide(order, refund, Refunds.Asked(), Told.Noon);

        Assert.Equal((Verdict.Repeat, refund), (again.Verdict, again.Refund));
        Assert.Same(order, again.Order);
    }

    [Fact]
    public void The_same_id_with_another_amount_is_refused()
    {
        var (order, refund) = Refunds.Reserved();

        Assert.Equal(RefundRule.OneRefundAnId, RefundReservation.Decide(order, refund, Refunds.Asked(101), Told.Noon).Broken);
    }

    [Theory]
    [InlineData(1134, null)]
    [InlineData(1135, RefundRule.WithinRest)]
    [InlineData(long.MaxValue, RefundRule.WithinRest)]
    public void What_is_reserved_is_gone_from_the_rest(long amount, RefundRule? broken)
    {
        var (order, _) = Refunds.Reserved();

        Assert.Equal(broken, RefundReservation.Decide(order, null, Refunds.Asked(amount, "REF2"), Told.Noon).Broken);
    }

    [Fact]
    public void What_a_wallet_holds_only_the_app_itself_sends_back()
    {
        var order = Refunds.Paid with { TopUp = "wallet-1" };

        var merchant = RefundReservation.Decide(order, null, Refunds.Asked(), Told.Noon);
        var own = RefundReservation.Decide(
            order, null, Refunds.Asked() with { Cause = RefundCause.TopUpFailed }, Told.Noon);

        Assert.Equal(RefundRule.NotOnAWallet, merchant.Broken);
        Assert.Equal((Verdict.Moved, RefundCause.TopUpFailed), (own.Verdict, own.Refund!.Cause));
        Assert.True(own.Refund is { IsOfTheOrder: true, IsReserved: true });
    }

    [Fact]
    public void What_was_closed_can_be_asked_for_again()
    {
        var (order, _) = Refunds.Reserved(1234).After(RefundEvent.Closed);

        Assert.Equal(Verdict.Moved, RefundReservation.Decide(order, null, Refunds.Asked(1234, "REF2"), Told.Noon).Verdict);
    }

    [Fact]
    public void Another_currency_is_refused()
    {
        var dollars = Refunds.Asked() with { Amount = new(100, Currency.Usd) };

        Assert.Equal(RefundRule.SameCurrency, RefundReservation.Decide(Refunds.Paid, null, dollars, Told.Noon).Broken);
    }

    [Fact]
    public void An_order_without_a_payment_has_nothing_to_give_back()
    {
        var awaiting = Told.New().After(Told.Prepaid());
        var closed = awaiting.After(Told.Answer(OrderEvent.ClosedAtProvider));
        Order[] unpaid = [Told.New(), awaiting, closed, closed.After(Told.Paid())]; // Late money is not the merchant's.

        Assert.All(unpaid, order =>
            Assert.Equal(RefundRule.PaidOrder, RefundReservation.Decide(order, null, Refunds.Asked(), Told.Noon).Broken));
    }
}
