using PayFunctions.Core;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Tests.Core.Orders;

public class EvidenceDecisionTests
{
    private static readonly Order Awaiting = Orders.New().After(Orders.Prepaid());

    private static readonly Order Closed = Awaiting.After(
        Orders.Ours(EvidenceSource.Clock, OrderEvent.Expired), Orders.Answer(OrderEvent.ClosedAtProvider));

    [Fact]
    public void A_payment_moves_the_order_and_posts_its_whole_amount()
    {
        var change = EvidenceDecision.Decide(Awaiting, Orders.Paid());

        Assert.Equal(Verdict.Moved, change.Verdict);
        Assert.Equal(OrderState.Paid, change.Order.State);
        Assert.Equal(Orders.Total, change.Order.Paid);
        Assert.Equal("4200000001", change.Order.TransactionId);
        Assert.Equal(Orders.Noon.AddMinutes(1), change.Order.PaidAt);
        var posting = Assert.Single(change.Postings);
        Assert.Equal((1, "payment"), (posting.Sequence, posting.Kind));
        Assert.Equal(
            [
                new Entry("receivable/wechatpay/1900000001", 1234, 0, Currency.Cny),
                new Entry("merchant/default", 0, 1234, Currency.Cny),
            ],
            posting.Entries);
    }

    [Fact]
    public void What_the_payer_needs_is_kept_with_the_accepted_prepay() =>
        Assert.Equal(new PaymentOffer(OfferKind.Code, "weixin://wxpay/bizpayurl?pr=1"), Awaiting.Offer);

    [Theory]
    [InlineData(OrderEvent.PrepayAccepted)]
    [InlineData(OrderEvent.PrepayRefused)]
    public void Who_pays_is_forgotten_once_the_prepay_is_answered(OrderEvent happened)
    {
        var order = Orders.New() with { Payer = new("oPayer") };

        Assert.Null(order.After(Orders.Answer(happened)).Payer);
    }

    [Fact]
    public void The_same_order_for_another_payer_is_another_order_until_the_payer_is_forgotten()
    {
        var order = Orders.New() with { Payer = new("oPayer") };
        var other = Orders.New() with { Payer = new("oOther") };

        Assert.False(order.AsksTheSameAs(other));
        Assert.True(order.After(Orders.Prepaid()).AsksTheSameAs(other));
    }

    public static TheoryData<string, RefusalReason, string> Disagreements => new()
    {
        { "merchant", RefusalReason.OtherMerchant, "merchantId" },
        { "no merchant", RefusalReason.OtherMerchant, "merchantId" },
        { "amount", RefusalReason.OtherAmount, "total.amount" },
        { "no amount", RefusalReason.OtherAmount, "total" },
        { "currency", RefusalReason.OtherCurrency, "total.currency" },
        { "attempt", RefusalReason.UnknownAttempt, "attempt" },
        { "channel", RefusalReason.OtherChannel, "channel" },
        { "no transaction", RefusalReason.OtherTransaction, "transactionId" },
    };

    [Theory]
    [MemberData(nameof(Disagreements))]
    public void A_payment_that_does_not_agree_is_quarantined_and_changes_nothing(
        string what, RefusalReason reason, string field)
    {
        var paid = Orders.Paid();
        var evidence = what switch
        {
            "merchant" => paid with { MerchantId = "1900000002" },
            "no merchant" => paid with { MerchantId = null },
            "amount" => paid with { Total = new Money(1233, Currency.Cny) },
            "no amount" => paid with { Total = null },
            "currency" => paid with { Total = new Money(1234, Currency.Usd) },
            "attempt" => paid with { Attempt = 2 },
            "channel" => paid with { Provider = "alipay" },
            _ => paid with { TransactionId = null },
        };

        var change = EvidenceDecision.Decide(Awaiting, evidence);

        Assert.Equal(Verdict.Quarantined, change.Verdict);
        Assert.Equal(new Refusal(reason, field), change.Refusal);
        Assert.Same(Awaiting, change.Order);
        Assert.Empty(change.Postings);
    }

    [Fact]
    public void The_same_transaction_told_by_another_source_is_a_repeat()
    {
        var paid = Awaiting.After(Orders.Paid());
        var asked = Orders.Paid("query-SUCCESS-4200000001") with { Source = EvidenceSource.Answer };

        var change = EvidenceDecision.Decide(paid, asked);

        Assert.Equal(Verdict.Repeat, change.Verdict);
        Assert.Same(paid, change.Order);
    }

    [Fact]
    public void A_second_payment_by_another_transaction_is_booked_in_suspense_and_goes_back()
    {
        var paid = Awaiting.After(Orders.Paid());

        var change = EvidenceDecision.Decide(paid, Orders.Paid("EV-2", "4200000002"));

        Assert.Equal((Verdict.Moved, Consequence.RefundInFull), (change.Verdict, change.Then));
        Assert.Equal(paid with { Postings = 2, SecondTransactions = "4200000002" }, change.Order);
        Assert.Equal("second-payment", Assert.Single(change.Postings).Kind);
        Assert.Equal(("late-4200000002", RefundCause.SecondPayment), (change.Refund!.Id, change.Refund.Cause));
    }

    [Fact]
    public void A_second_payment_told_again_posts_nothing_and_still_asks_for_its_way_back()
    {
        var paid = Awaiting.After(Orders.Paid(), Orders.Paid("EV-2", "4200000002"), Orders.Paid("EV-3", "4200000003"));

        var again = EvidenceDecision.Decide(paid, Orders.Paid("query-SUCCESS-4200000002", "4200000002"));

        Assert.Equal((Verdict.Repeat, Consequence.RefundInFull), (again.Verdict, again.Then));
        Assert.Equal("late-4200000002", again.Refund!.Id);
        Assert.Empty(again.Postings);
    }

    [Fact]
    public void Money_that_comes_while_closing_wins()
    {
        var closing = Awaiting.After(Orders.Ours(EvidenceSource.Merchant, OrderEvent.CloseRequested));

        Assert.Equal(OrderState.Paid, closing.After(Orders.Paid()).State);
    }

    [Fact]
    public void Late_money_is_booked_in_suspense_and_goes_back()
    {
        var change = EvidenceDecision.Decide(Closed, Orders.Paid());

        Assert.Equal((Verdict.Moved, Consequence.RefundInFull), (change.Verdict, change.Then));
        Assert.Equal(OrderState.Closed, change.Order.State);
        Assert.True(change.Order.Paid.IsZero);
        var posting = Assert.Single(change.Postings);
        Assert.Equal("late-payment", posting.Kind);
        Assert.Contains(posting.Entries, entry => entry is { Account: "suspense/late-payment", Credit: 1234 });
    }

    [Fact]
    public void Late_money_told_again_posts_nothing_and_still_asks_for_its_way_back()
    {
        var booked = Closed.After(Orders.Paid());

        var change = EvidenceDecision.Decide(booked, Orders.Paid("query-REFUND-4200000001"));

        Assert.Equal((Verdict.Repeat, Consequence.RefundInFull), (change.Verdict, change.Then));
        Assert.Empty(change.Postings);
    }

    [Fact]
    public void A_reversal_posts_the_payment_backwards()
    {
        var paid = Awaiting.After(Orders.Paid());

        var change = EvidenceDecision.Decide(paid, Orders.Paid("EV-9") with { Event = OrderEvent.PaymentRevoked });

        Assert.Equal(OrderState.Revoked, change.Order.State);
        Assert.True(change.Order.Paid.IsZero);
        var posting = Assert.Single(change.Postings);
        Assert.Equal((2, "reversal"), (posting.Sequence, posting.Kind));
        Assert.Contains(posting.Entries, entry => entry is { Account: "merchant/default", Debit: 1234 });
    }

    [Fact]
    public void A_reversal_of_another_transaction_is_quarantined()
    {
        var revoked = Orders.Paid("EV-9", "4200000002") with { Event = OrderEvent.PaymentRevoked };

        Assert.Equal(
            new Refusal(RefusalReason.OtherTransaction, "transactionId"),
            EvidenceDecision.Decide(Awaiting.After(Orders.Paid()), revoked).Refusal);
    }

    [Fact]
    public void A_reversal_of_late_money_is_for_an_operator() =>
        Assert.Equal(
            Verdict.Quarantined,
            EvidenceDecision.Decide(
                Closed.After(Orders.Paid()), Orders.Answer(OrderEvent.PaymentRevoked)).Verdict);

    [Fact]
    public void A_refund_in_full_gives_back_what_is_held()
    {
        var refunded = Orders.Paid("EV-9") with { Event = OrderEvent.RefundedInFull };

        var change = EvidenceDecision.Decide(Awaiting.After(Orders.Paid()), refunded);

        Assert.Equal((OrderState.Refunded, Orders.Total), (change.Order.State, change.Order.Refunded));
        Assert.Equal("refund", Assert.Single(change.Postings).Kind);
    }

    [Fact]
    public void A_refund_in_part_of_unknown_size_is_quarantined() =>
        Assert.Equal(
            new Refusal(RefusalReason.OtherAmount, "refund.amount"),
            EvidenceDecision.Decide(
                Awaiting.After(Orders.Paid()), Orders.Paid("EV-9") with { Event = OrderEvent.RefundedInPart }).Refusal);

    [Theory]
    [InlineData(EvidenceSource.Merchant, OrderEvent.CloseRequested, Verdict.Refused)]
    [InlineData(EvidenceSource.Clock, OrderEvent.Expired, Verdict.Repeat)]
    [InlineData(EvidenceSource.Answer, OrderEvent.ClosedAtProvider, Verdict.Quarantined)]
    [InlineData(EvidenceSource.Notification, OrderEvent.PaymentFailed, Verdict.Quarantined)]
    [InlineData(EvidenceSource.Answer, OrderEvent.PrepayAccepted, Verdict.Repeat)]
    public void What_a_contradiction_of_a_paid_order_means_depends_on_who_says_it(
        EvidenceSource source, OrderEvent happened, Verdict verdict)
    {
        var evidence = Orders.Answer(happened) with { Source = source };

        Assert.Equal(verdict, EvidenceDecision.Decide(Awaiting.After(Orders.Paid()), evidence).Verdict);
    }

    [Fact]
    public void The_answer_to_a_prepay_that_a_close_overtook_is_late_and_no_contradiction() =>
        Assert.Equal(Verdict.Refused, EvidenceDecision.Decide(Closed, Orders.Prepaid()).Verdict);

    [Theory]
    [InlineData(EvidenceSource.Merchant)]
    [InlineData(EvidenceSource.Clock)]
    public void Nobody_but_a_provider_says_that_money_moved(EvidenceSource source)
    {
        var change = EvidenceDecision.Decide(Awaiting, Orders.Paid() with { Source = source });

        Assert.Equal((Verdict.Refused, RefusalReason.NotTheirsToSay), (change.Verdict, change.Refusal!.Reason));
    }

    [Fact]
    public void A_refund_that_the_provider_takes_back_leaves_the_order_paid_and_its_ledger_even()
    {
        var paid = Awaiting.After(Orders.Paid());
        var refunded = paid.After(Orders.Paid("EV-9") with { Event = OrderEvent.RefundedInFull });

        var change = EvidenceDecision.Decide(refunded, Orders.Paid("EV-10") with { Event = OrderEvent.RefundReversed });

        Assert.Equal(Verdict.Moved, change.Verdict);
        Assert.Equal(OrderState.Paid, change.Order.State);
        Assert.Equal(paid.Paid, change.Order.Paid);
        Assert.True(change.Order.Refunded.IsZero);
        Assert.Equal("refund-reversal", Assert.Single(change.Postings).Kind);
    }
}
