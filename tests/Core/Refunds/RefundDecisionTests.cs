using PayFunctions.Core;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Tests.Core.Orders;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Refunds;

public class RefundDecisionTests
{
    private static readonly Order Closed = Told.New().After(Told.Prepaid(), Told.Answer(OrderEvent.ClosedAtProvider));

    [Fact]
    public void A_refund_in_part_posts_its_amount_and_leaves_the_rest()
    {
        var (order, refund) = Refunds.Reserved();

        var change = RefundDecision.Decide(order, refund, refund.Says(RefundEvent.Succeeded));

        Assert.Equal((Verdict.Moved, OrderState.PartiallyRefunded), (change.Verdict, change.Order.State));
        Assert.Equal((100, 0), (change.Order.Refunded.MinorUnits, change.Order.RefundReserved.MinorUnits));
        Assert.Equal((RefundState.Succeeded, "5000-REF1", 2), (change.Refund.State, change.Refund.ProviderRefundId, change.Refund.Posting));
        var posting = Assert.Single(change.Postings);
        Assert.Equal((2, "refund"), (posting.Sequence, posting.Kind));
        Assert.Equal(
            [
                new Entry("merchant/default", 100, 0, Currency.Cny),
                new Entry("receivable/wechatpay/1900000001", 0, 100, Currency.Cny),
            ],
            posting.Entries);
    }

    [Fact]
    public void The_last_part_makes_it_whole()
    {
        var (order, _) = Refunds.Reserved(1000).After(RefundEvent.Succeeded);

        var (whole, _) = Refunds.Reserved(order, 234, "REF2").After(RefundEvent.Accepted, RefundEvent.Succeeded);

        Assert.Equal((OrderState.Refunded, Told.Total), (whole.State, whole.Refunded));
    }

    [Theory]
    [InlineData(RefundEvent.Closed)]
    [InlineData(RefundEvent.Refused)]
    public void What_does_not_go_is_free_again(RefundEvent happened)
    {
        var (order, refund) = Refunds.Reserved().After(happened);

        Assert.Equal((RefundState.Closed, Refunds.Paid), (refund.State, order));
    }

    [Fact]
    public void What_is_stuck_stays_reserved_and_is_shown_to_an_operator()
    {
        var (order, refund) = Refunds.Reserved();

        var change = RefundDecision.Decide(order, refund, refund.Says(RefundEvent.Abnormal));

        Assert.Equal((Verdict.Moved, RefundState.Abnormal), (change.Verdict, change.Refund.State));
        Assert.Equal(RefusalReason.RefundAbnormal, change.Refusal!.Reason);
        Assert.Equal(100, change.Order.RefundReserved.MinorUnits);
    }

    [Fact]
    public void An_operator_restarts_what_is_stuck_or_gives_it_up()
    {
        var stuck = Refunds.Reserved().After(RefundEvent.Abnormal);

        var again = stuck.After(RefundEvent.Restarted);
        var never = stuck.After(RefundEvent.GivenUp);

        Assert.Equal((RefundState.Processing, 2), (again.Refund.State, again.Refund.Round));
        Assert.Equal((RefundState.Closed, Refunds.Paid), (never.Refund.State, never.Order));
    }

    [Fact]
    public void What_was_given_up_and_went_after_all_is_booked_while_the_rest_covers_it()
    {
        var given = Refunds.Reserved(1000).After(RefundEvent.Closed);
        var (taken, _) = Refunds.Reserved(given.Order, 500, "REF2");

        var covered = RefundDecision.Decide(given.Order, given.Refund, given.Refund.Says(RefundEvent.Succeeded));
        var uncovered = RefundDecision.Decide(taken, given.Refund, given.Refund.Says(RefundEvent.Succeeded));

        Assert.Equal((Verdict.Moved, 1000), (covered.Verdict, covered.Order.Refunded.MinorUnits));
        Assert.Equal((Verdict.Quarantined, RefusalReason.AboveRest), (uncovered.Verdict, uncovered.Refusal!.Reason));
        Assert.Same(taken, uncovered.Order);
    }

    public static TheoryData<string, RefusalReason> Disagreements => new()
    {
        { "merchant", RefusalReason.OtherMerchant },
        { "channel", RefusalReason.OtherChannel },
        { "transaction", RefusalReason.OtherTransaction },
        { "no transaction", RefusalReason.OtherTransaction },
        { "amount", RefusalReason.OtherAmount },
        { "no amount", RefusalReason.OtherAmount },
        { "total", RefusalReason.OtherAmount },
        { "refund", RefusalReason.OtherRefund },
        { "no refund", RefusalReason.OtherRefund },
    };

    [Theory]
    [MemberData(nameof(Disagreements))]
    public void A_success_that_does_not_agree_is_quarantined_and_changes_nothing(string what, RefusalReason reason)
    {
        var (order, refund) = Refunds.Reserved().After(RefundEvent.Accepted);
        var says = refund.Says(RefundEvent.Succeeded);
        var evidence = what switch
        {
            "merchant" => says with { MerchantId = "1900000002" },
            "channel" => says with { Provider = "alipay" },
            "transaction" => says with { TransactionId = "4200000002" },
            "no transaction" => says with { TransactionId = null },
            "amount" => says with { Amount = new Money(99, Currency.Cny) },
            "no amount" => says with { Amount = null },
            "total" => says with { Total = new Money(1, Currency.Cny) },
            "refund" => says with { ProviderRefundId = "5000-X" },
            _ => says with { ProviderRefundId = null },
        };

        var change = RefundDecision.Decide(order, refund, evidence);

        Assert.Equal((Verdict.Quarantined, reason), (change.Verdict, change.Refusal!.Reason));
        Assert.Same(order, change.Order);
        Assert.Same(refund, change.Refund);
        Assert.Empty(change.Postings);
    }

    [Fact]
    public void Late_money_goes_back_out_of_suspense_and_the_order_stays_closed()
    {
        var late = EvidenceDecision.Decide(Closed, Told.Paid());
        Assert.Equal(("late-4200000001", RefundCause.LatePayment, Told.Total), (late.Refund!.Id, late.Refund.Cause, late.Refund.Amount));

        var back = RefundDecision.Decide(late.Order, late.Refund, late.Refund.Says(RefundEvent.Succeeded));

        Assert.Equal((OrderState.Closed, 0), (back.Order.State, back.Order.Refunded.MinorUnits));
        var posting = Assert.Single(back.Postings);
        Assert.Equal((2, "suspense-refund"), (posting.Sequence, posting.Kind));
        Assert.Equal(new Entry("suspense/late-payment", 1234, 0, Currency.Cny), posting.Entries[0]);
    }

    [Fact]
    public void An_automatic_refund_that_the_provider_closes_is_shown_to_an_operator()
    {
        var late = EvidenceDecision.Decide(Closed, Told.Paid());

        var closed = RefundDecision.Decide(late.Order, late.Refund!, late.Refund!.Says(RefundEvent.Closed));

        Assert.Equal((Verdict.Moved, RefusalReason.RefundClosed), (closed.Verdict, closed.Refusal!.Reason));
    }

    [Fact]
    public void A_reversal_beside_a_refund_under_way_is_for_an_operator()
    {
        var (order, _) = Refunds.Reserved();

        Assert.Equal(
            Verdict.Quarantined,
            EvidenceDecision.Decide(order, Told.Paid("EV-9") with { Event = OrderEvent.PaymentRevoked }).Verdict);
    }

    [Theory]
    [InlineData(RefundEvent.Succeeded, EvidenceSource.Operator)]
    [InlineData(RefundEvent.Succeeded, EvidenceSource.Merchant)]
    [InlineData(RefundEvent.GivenUp, EvidenceSource.Merchant)]
    [InlineData(RefundEvent.Restarted, EvidenceSource.Notification)]
    public void What_money_did_only_a_provider_says_and_what_becomes_of_it_only_an_operator(
        RefundEvent happened, EvidenceSource source)
    {
        var (order, refund) = Refunds.Reserved().After(RefundEvent.Abnormal);

        var change = RefundDecision.Decide(order, refund, refund.Says(happened) with { Source = source });

        Assert.Equal((Verdict.Refused, RefusalReason.NotTheirsToSay), (change.Verdict, change.Refusal!.Reason));
    }
}
