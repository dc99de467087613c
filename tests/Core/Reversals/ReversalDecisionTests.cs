using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Reversals;
using PayFunctions.Core.Webhooks;
using PayFunctions.Tests.Core.Orders;
using static PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Reversals;

public class ReversalDecisionTests
{
    private static readonly Order PaidOrder = New().After(Prepaid(), Paid());

    [Theory]
    [InlineData(OrderState.Created, Verdict.Moved, OrderState.Closing)]
    [InlineData(OrderState.AwaitingPayment, Verdict.Moved, OrderState.Closing)]
    [InlineData(OrderState.Closing, Verdict.Moved, OrderState.Closing)]
    [InlineData(OrderState.Paid, Verdict.Moved, OrderState.Paid)]
    [InlineData(OrderState.Closed, Verdict.Repeat, OrderState.Closed)]
    [InlineData(OrderState.Failed, Verdict.Repeat, OrderState.Failed)]
    [InlineData(OrderState.Revoked, Verdict.Repeat, OrderState.Revoked)]
    [InlineData(OrderState.PartiallyRefunded, Verdict.Refused, OrderState.PartiallyRefunded)]
    [InlineData(OrderState.Refunded, Verdict.Refused, OrderState.Refunded)]
    public void Every_state_answers_a_request(OrderState state, Verdict verdict, OrderState to)
    {
        var change = Ask(PaidOrder with { State = state });

        Assert.Equal((verdict, to), (change.Verdict, change.Order.State));
        Assert.Equal(verdict == Verdict.Moved, change.Order.IsBeingReversed);
        Assert.Empty(change.Postings);
    }

    [Fact]
    public void Every_state_there_is_is_among_those()
    {
        var tested = typeof(ReversalDecisionTests).GetMethod(nameof(Every_state_answers_a_request))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>()
            .Select(data => (OrderState)data.Data[0]!);

        Assert.Equal(Enum.GetValues<OrderState>().Order(), tested.Order());
    }

    [Fact]
    public void A_paid_order_is_revoked_by_its_providers_word_and_its_payment_is_mirrored()
    {
        var asked = Ask(PaidOrder).Order;

        var change = EvidenceDecision.Decide(asked, Back());

        Assert.Equal((OrderState.Revoked, ReversalState.Done), (change.Order.State, change.Order.Reversal!.State));
        Assert.True(change.Order.Paid.IsZero);
        var (payment, reversal) = (OrderPostings.Payment(New(), Noon), Assert.Single(change.Postings));
        Assert.Equal("reversal", reversal.Kind);
        Assert.Equal(
            payment.Entries.Select(entry => (entry.Account, entry.Debit, entry.Credit)).Order(),
            reversal.Entries.Select(entry => (entry.Account, Debit: entry.Credit, Credit: entry.Debit)).Order());
    }

    [Fact]
    public void Money_that_comes_while_an_unpaid_order_is_being_reversed_is_booked_and_goes_back_with_it()
    {
        var asked = Ask(New().After(Prepaid())).Order;

        var paid = EvidenceDecision.Decide(asked, Paid());
        var back = EvidenceDecision.Decide(paid.Order, Back());

        Assert.Equal((OrderState.Paid, true), (paid.Order.State, paid.Order.IsBeingReversed));
        Assert.Equal(["payment", "reversal"], [paid.Postings.Single().Kind, back.Postings.Single().Kind]);
        Assert.Equal(OrderState.Revoked, back.Order.State);
    }

    [Fact]
    public void An_unpaid_order_is_closed_and_what_comes_after_that_goes_back_as_late_money()
    {
        var asked = Ask(New().After(Prepaid())).Order;

        var closed = asked.After(Answer(OrderEvent.ClosedAtProvider));
        var late = EvidenceDecision.Decide(closed, Paid());

        Assert.Equal((OrderState.Closed, ReversalState.Done), (closed.State, closed.Reversal!.State));
        Assert.Equal(Consequence.RefundInFull, late.Then);
        Assert.Equal(RefundCause.LatePayment, late.Refund!.Cause);
    }

    [Fact]
    public void The_payment_told_again_after_the_reversal_changes_nothing_and_another_one_goes_back()
    {
        var revoked = Ask(PaidOrder).Order.After(Back());

        var again = EvidenceDecision.Decide(revoked, Paid("EV-9"));
        var other = EvidenceDecision.Decide(revoked, Paid("EV-10", "4200000002"));

        Assert.Equal((Verdict.Repeat, Verdict.Moved), (again.Verdict, other.Verdict));
        Assert.Equal(RefundCause.SecondPayment, other.Refund!.Cause);
    }

    [Fact]
    public void A_refusal_leaves_the_order_as_it_was_and_it_can_be_asked_for_again()
    {
        var refused = Ask(PaidOrder).Order.After(Refused());
        var again = Ask(refused);

        Assert.Equal((OrderState.Paid, ReversalState.Refused), (refused.State, refused.Reversal!.State));
        Assert.Equal("NO_MONEY", refused.Reversal.Code);
        Assert.Equal((Verdict.Moved, 2), (again.Verdict, again.Order.Reversal!.Sequence));
        Assert.Equal("reverse-3", ReversalDecision.EvidenceId(again.Order));
    }

    [Fact]
    public void A_refusal_told_of_what_is_over_is_a_repeat()
    {
        var revoked = Ask(PaidOrder).Order.After(Back());

        Assert.Equal(Verdict.Repeat, EvidenceDecision.Decide(revoked, Refused()).Verdict);
        Assert.Equal(Verdict.Repeat, EvidenceDecision.Decide(PaidOrder, Refused()).Verdict);
    }

    [Fact]
    public void Asked_for_twice_it_is_one()
    {
        var asked = Ask(PaidOrder).Order;

        Assert.Equal((Verdict.Repeat, asked), (Ask(asked).Verdict, Ask(asked).Order));
    }

    [Fact]
    public void Nobody_asks_for_it_as_evidence_of_something_that_happened()
    {
        var asked = Asked() with { Source = EvidenceSource.Answer, Provider = "wechatpay", MerchantId = "1900000001" };

        Assert.Equal(RefusalReason.NotTheirsToSay, EvidenceDecision.Decide(PaidOrder, asked).Refusal?.Reason);
        Assert.Equal(RefusalReason.NotTheirsToSay, EvidenceDecision.Decide(PaidOrder, Asked()).Refusal?.Reason);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(ReversalRule.NotOnAWallet, "wallet")]
    [InlineData(ReversalRule.NothingRefunded, "refunded")]
    [InlineData(ReversalRule.NoRefundUnderWay, "under way")]
    [InlineData(ReversalRule.NothingShared, "shared")]
    public void What_others_have_or_may_get_of_it_stands_in_the_way(ReversalRule? rule, string? what)
    {
        var part = new Money(1, Currency.Cny);
        var order = what switch
        {
            "wallet" => PaidOrder with { TopUp = "alice" },
            "refunded" => PaidOrder with { Refunded = part },
            "under way" => PaidOrder with { RefundReserved = part },
            "shared" => PaidOrder with { Splits = 1 },
            _ => PaidOrder,
        };

        Assert.Equal(rule, ReversalDecision.BrokenRule(order, Noon.AddHours(1), OfADay));
        Assert.Equal(rule is null ? Verdict.Moved : Verdict.Refused, Ask(order).Verdict);
    }

    [Fact]
    public void The_window_ends_with_its_last_moment()
    {
        var last = OfADay(PaidOrder.PaidAt!.Value);

        Assert.Null(ReversalDecision.BrokenRule(PaidOrder, last, OfADay));
        Assert.Equal(ReversalRule.WithinWindow, ReversalDecision.BrokenRule(PaidOrder, last.AddTicks(1), OfADay));
        Assert.Null(ReversalDecision.BrokenRule(New(), Noon.AddDays(30), OfADay)); // Unpaid: nothing to count from.
    }

    [Fact]
    public void Nothing_else_takes_of_it_while_it_is_being_reversed()
    {
        var asked = Ask(PaidOrder).Order;

        var refund = RefundReservation.Decide(asked, null, new("REF1", new(1, Currency.Cny), null), Noon);

        Assert.Equal(RefundRule.NotBeingReversed, refund.Broken);
    }

    [Fact]
    public void The_merchant_is_told_how_it_ended()
    {
        var order = Ask(PaidOrder with { Notify = "https://shop.example/hooks" });

        var revoked = EvidenceDecision.Decide(order.Order, Back());
        var refused = EvidenceDecision.Decide(order.Order, Refused());

        Assert.Empty(order.Messages);
        Assert.Equal([WebhookEvent.OrderRevoked], revoked.Messages.Select(message => message.Event));
        Assert.Equal([WebhookEvent.OrderReversalRefused], refused.Messages.Select(message => message.Event));
    }

    private static OrderChange Ask(Order order) =>
        ReversalDecision.Decide(order, Asked() with { Id = ReversalDecision.EvidenceId(order) }, OfADay);

    private static Evidence Asked() => Ours(EvidenceSource.Merchant, OrderEvent.ReversalRequested) with { Code = "wrong till" };

    private static Evidence Back() => Answer(OrderEvent.PaymentRevoked) with
    {
        Total = Total,
        TransactionId = "4200000001",
    };

    private static Evidence Refused() => Answer(OrderEvent.ReversalRefused) with { Code = "NO_MONEY" };

    private static DateTimeOffset OfADay(DateTimeOffset paidAt) => paidAt.AddDays(1);
}
