using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;
using PayFunctions.Tests.Core.Orders;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Webhooks;

public class AnnouncementTests
{
    private static readonly Order Awaiting =
        (Told.New() with { Notify = "https://shop.example/webhooks" }).After(Told.Prepaid());

    [Fact]
    public void A_payment_is_told_with_what_stood_then()
    {
        var change = EvidenceDecision.Decide(Awaiting, Told.Paid());

        Assert.Equal(1, change.Order.Messages);
        Assert.Equal(
            [
                new OutboxMessage(
                    1, WebhookEvent.OrderPaid, Told.Paid().At, OrderState.Paid, Told.Total, Money.Zero(Currency.Cny),
                    "4200000001"),
            ],
            change.Messages);
    }

    [Fact]
    public void An_order_without_an_address_tells_nobody_anything()
    {
        var change = EvidenceDecision.Decide(Awaiting with { Notify = null }, Told.Paid());

        Assert.Equal((Verdict.Moved, 0), (change.Verdict, change.Order.Messages));
        Assert.Empty(change.Messages);
    }

    public static TheoryData<OrderState, OrderState, WebhookEvent?> Moves => new()
    {
        { OrderState.Created, OrderState.AwaitingPayment, null },
        { OrderState.AwaitingPayment, OrderState.Closing, null },
        { OrderState.Closing, OrderState.Closed, WebhookEvent.OrderClosed },
        { OrderState.Closing, OrderState.Paid, WebhookEvent.OrderPaid },
        { OrderState.Created, OrderState.Failed, WebhookEvent.OrderFailed },
        { OrderState.Paid, OrderState.Revoked, WebhookEvent.OrderRevoked },
        { OrderState.Paid, OrderState.PartiallyRefunded, WebhookEvent.OrderPartiallyRefunded },
        { OrderState.Paid, OrderState.Refunded, WebhookEvent.OrderRefunded },
        { OrderState.Refunded, OrderState.Paid, WebhookEvent.OrderRefundReversed },
        { OrderState.Closed, OrderState.Closed, null },
    };

    [Theory]
    [MemberData(nameof(Moves))]
    public void Each_end_of_an_order_has_its_word_and_what_is_on_the_way_has_none(
        OrderState from, OrderState to, WebhookEvent? expected)
    {
        var told = Announcement.Of(Awaiting with { State = from }, Awaiting with { State = to }, Told.Noon);

        Assert.Equal(expected, told.Messages.SingleOrDefault()?.Event);
        Assert.Equal(told.Messages.Count, told.Order.Messages);
    }

    [Fact]
    public void A_further_part_that_is_refunded_is_told_though_the_state_stays()
    {
        var state = OrderState.PartiallyRefunded;
        var first = Awaiting with { State = state, Refunded = new(100, Currency.Cny), Messages = 3 };

        var told = Announcement.Of(first, first with { Refunded = new(200, Currency.Cny) }, Told.Noon);

        var message = Assert.Single(told.Messages);
        Assert.Equal((4, WebhookEvent.OrderPartiallyRefunded), (message.Sequence, message.Event));
        Assert.Equal(4, told.Order.Messages);
    }

    [Fact]
    public void A_refund_is_told_before_what_it_made_of_the_order()
    {
        var paid = Awaiting.After(Told.Paid());
        var news = new RefundNews(WebhookEvent.RefundSucceeded, "REF1", Told.Total);

        var told = Announcement.Of(
            paid, paid with { State = OrderState.Refunded, Refunded = paid.Paid }, Told.Noon, news);

        Assert.Equal(
            [(2, WebhookEvent.RefundSucceeded, news), (3, WebhookEvent.OrderRefunded, null)],
            told.Messages.Select(message => (message.Sequence, message.Event, message.Refund)));
    }

    [Fact]
    public void A_refund_that_leaves_the_order_as_it_is_has_its_own_word_alone()
    {
        var paid = Awaiting.After(Told.Paid());

        var told = Announcement.Of(paid, paid, Told.Noon, new(WebhookEvent.RefundAbnormal, "REF1", Told.Total));

        Assert.Equal(WebhookEvent.RefundAbnormal, told.Messages.Single().Event);
    }

    [Fact]
    public void Every_event_has_a_word_of_its_own_that_reads_back()
    {
        var words = Enum.GetValues<WebhookEvent>().Select(happened => happened.Word()).ToArray();

        Assert.Equal(words.Distinct(), words);
        Assert.All(Enum.GetValues<WebhookEvent>(), happened =>
            Assert.True(WebhookEvents.TryRead(happened.Word(), out var read) && read == happened, happened.Word()));
        Assert.False(WebhookEvents.TryRead("order.lost", out _));
    }

    [Fact]
    public void A_message_has_one_id_and_no_other_message_has_it()
    {
        string[] ids =
        [
            MessageId.Of(new("a", "b-ORDER1"), 1), MessageId.Of(new("a-b", "ORDER1"), 1),
            MessageId.Of(new("a", "ORDER1"), 1), MessageId.Of(new("a", "ORDER1"), 2),
            MessageId.Of(new("a", "1|ORDER1"), 1), MessageId.Of(new("a", "ORDER1|1"), 1),
        ];

        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(ids[0], MessageId.Of(new("a", "b-ORDER1"), 1));
        Assert.All(ids, id => Assert.Matches("^msg_[0-9a-f]{32}$", id));
    }
}
