using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Tests.Core.Orders;

/// <summary>An order of two attempts: WeChat Pay did not answer, Alipay is open.</summary>
public class AttemptTests
{
    private const string AlipayApp = "2021000000000001";

    private static readonly OrderAttempt Second = new(2, "alipay", "precreate", AlipayApp);

    private static Order Two { get; } = (Orders.New() with { Asked = "auto native" }).After(Rerouted());

    [Fact]
    public void The_next_attempt_has_the_order_s_face_and_a_number_of_its_own()
    {
        Assert.Equal(Second, Two.Face);
        Assert.Equal("ORD20261120000001-2", Two.OutTradeNo);
        Assert.Equal([new(1, "wechatpay", "native", "1900000001")], Two.Others);
        Assert.Equal(OrderState.Created, Two.State);
    }

    [Fact]
    public void Who_pays_is_kept_for_the_next_attempt_and_forgotten_with_the_first_offer()
    {
        var asked = Orders.New() with { Payer = new(ClientIp: "1.2.3.4") };

        Assert.NotNull(asked.After(Rerouted()).Payer);
        Assert.Null(asked.After(Rerouted(), Prepaid()).Payer);
    }

    [Fact]
    public void Both_going_through_and_back_give_the_same_order() =>
        Assert.Equal(Two, Two.Through(1)!.Through(2));

    [Fact]
    public void The_open_attempt_s_payment_pays_the_order()
    {
        var change = EvidenceDecision.Decide(Two.After(Prepaid()), PaidThrough(Second, "2026A"));

        Assert.Equal((OrderState.Paid, 2, "alipay"), (change.Order.State, change.Order.Attempt, change.Order.Channel));
        Assert.Equal($"receivable/alipay/{AlipayApp}", change.Postings[0].Entries[0].Account);
    }

    [Fact]
    public void The_first_payment_wins_though_its_attempt_was_left()
    {
        var change = EvidenceDecision.Decide(Two.After(Prepaid()), Orders.Paid());

        Assert.Equal((OrderState.Paid, 1, "wechatpay"), (change.Order.State, change.Order.Attempt, change.Order.Channel));
        Assert.Equal("receivable/wechatpay/1900000001", change.Postings[0].Entries[0].Account);
        Assert.Equal([Second], change.Order.Others); // Open: somebody still has to close it.
        Assert.Null(change.Refund);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_other_payment_is_booked_and_goes_back_by_its_own_channel(int first)
    {
        Evidence[] payments = [Orders.Paid(), PaidThrough(Second, "2026A")];
        var (winner, loser) = (payments[first - 1], payments[2 - first]);

        var change = EvidenceDecision.Decide(Two.After(Prepaid(), winner), loser);

        Assert.Equal((Verdict.Moved, Consequence.RefundInFull), (change.Verdict, change.Then));
        Assert.Equal((first, OrderState.Paid), (change.Order.Attempt, change.Order.State));
        Assert.Equal((RefundCause.SecondPayment, 3 - first), (change.Refund!.Cause, change.Refund.Attempt));
        Assert.Equal(
            OrderPostings.Receivable(change.Order.Through(3 - first)!), Assert.Single(change.Postings).Entries[0].Account);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Its_refund_is_believed_from_the_channel_it_was_paid_through_alone(int first)
    {
        Evidence[] payments = [Orders.Paid(), PaidThrough(Second, "2026A")];
        var second = EvidenceDecision.Decide(Two.After(Prepaid(), payments[first - 1]), payments[2 - first]);
        var through = second.Order.Through(3 - first)!;

        var told = Refunded(second.Refund!, through.Channel, through.MerchantId);
        var other = Refunded(second.Refund!, second.Order.Channel, second.Order.MerchantId);

        var change = RefundDecision.Decide(second.Order, second.Refund!, told);
        Assert.Equal(RefundState.Succeeded, change.Refund.State);
        Assert.Equal(OrderPostings.Receivable(through), change.Postings[0].Entries[1].Account);
        Assert.Equal(Verdict.Quarantined, RefundDecision.Decide(second.Order, second.Refund!, other).Verdict);
    }

    [Fact]
    public void Money_through_a_left_attempt_of_a_closed_order_goes_back_through_it()
    {
        var closed = Two.After(
            Orders.Ours(EvidenceSource.Merchant, OrderEvent.CloseRequested), Of(Second, OrderEvent.ClosedAtProvider));

        var change = EvidenceDecision.Decide(closed, Orders.Paid());

        Assert.Equal((OrderState.Closed, 1), (change.Order.State, change.Order.Attempt));
        Assert.Equal((RefundCause.LatePayment, 1), (change.Refund!.Cause, change.Refund.Attempt));
        Assert.False(change.Order.HasOpenOthers); // What closed the order is told once.
    }

    [Fact]
    public void Money_through_a_left_attempt_of_a_failed_order_goes_back_too()
    {
        var failed = Two.After(Of(Second, OrderEvent.PrepayRefused));

        var change = EvidenceDecision.Decide(failed, Orders.Paid());

        Assert.Equal((OrderState.Failed, RefundCause.LatePayment), (change.Order.State, change.Refund!.Cause));
        Assert.Equal(
            Consequence.RefundInFull, EvidenceDecision.Decide(change.Order, Orders.Paid("EV-2")).Then);
    }

    [Fact]
    public void A_left_attempt_is_closed_by_its_provider_s_word_and_the_order_stays()
    {
        var closed = Orders.Answer(OrderEvent.ClosedAtProvider, "close-1");

        var change = EvidenceDecision.Decide(Two, closed);

        Assert.Equal(OrderState.Created, change.Order.State);
        Assert.True(Assert.Single(change.Order.Others).IsClosed);
        Assert.Equal(Verdict.Repeat, EvidenceDecision.Decide(change.Order, closed).Verdict);
    }

    [Fact]
    public void The_late_answer_of_a_left_attempt_s_prepay_gives_nobody_an_offer()
    {
        var change = EvidenceDecision.Decide(Two, Orders.Prepaid());

        Assert.Equal((Verdict.Refused, null), (change.Verdict, change.Order.Offer));
    }

    [Fact]
    public void An_order_whose_payer_has_an_offer_is_not_rerouted() =>
        Assert.Equal(Verdict.Refused, EvidenceDecision.Decide(Orders.New().After(Orders.Prepaid()), Rerouted()).Verdict);

    [Fact]
    public void A_second_router_that_has_seen_an_older_order_is_refused() =>
        Assert.Equal(
            new(RefusalReason.UnknownAttempt, "attempt"), EvidenceDecision.Decide(Two, Rerouted()).Refusal);

    [Theory]
    [InlineData(EvidenceSource.Merchant)]
    [InlineData(EvidenceSource.Answer)]
    [InlineData(EvidenceSource.Operator)]
    public void Only_the_router_reroutes(EvidenceSource source) => Assert.Equal(
        RefusalReason.NotTheirsToSay,
        EvidenceDecision.Decide(Orders.New(), Rerouted() with { Source = source }).Refusal!.Reason);

    [Fact]
    public void What_another_channel_says_of_an_attempt_is_kept_for_an_operator() => Assert.Equal(
        RefusalReason.OtherChannel,
        EvidenceDecision.Decide(Two, PaidThrough(Second, "2026A") with { Attempt = 1 }).Refusal!.Reason);

    [Theory]
    [InlineData("ORD001", 2, "ORD001-2")]
    [InlineData("123456789012345678901234567890", 9, "123456789012345678901234567890-9")]
    public void An_attempt_s_number_fits_what_providers_take(string orderId, int attempt, string number)
    {
        Assert.True(AttemptNumber.Fits(orderId, attempt));
        Assert.Equal(number, AttemptNumber.Of(orderId, attempt));
        Assert.True(OrderIdRule.Accepts(number));
        Assert.True(AttemptNumber.MayBeAnothers(number));
    }

    [Theory]
    [InlineData("1234567890123456789012345678901", 2)]
    [InlineData("ORD001", 10)]
    [InlineData("ORD001", 0)]
    public void A_number_that_would_not_fit_is_not_given(string orderId, int attempt) =>
        Assert.False(AttemptNumber.Fits(orderId, attempt));

    private static Evidence Rerouted() => Orders.Ours(EvidenceSource.Router, OrderEvent.Rerouted) with { Next = Second };

    private static Evidence Of(OrderAttempt attempt, OrderEvent happened) => Orders.Answer(happened) with
    {
        Attempt = attempt.Number,
        Provider = attempt.Channel,
        MerchantId = attempt.MerchantId,
    };

    private static Evidence Prepaid() =>
        Of(Second, OrderEvent.PrepayAccepted) with { Offer = new(OfferKind.Code, "https://qr.alipay.com/1") };

    private static Evidence PaidThrough(OrderAttempt attempt, string transaction) => Orders.Paid("EV-A", transaction) with
    {
        Attempt = attempt.Number,
        Provider = attempt.Channel,
        MerchantId = attempt.MerchantId,
    };

    private static RefundEvidence Refunded(Refund refund, string channel, string merchantId) => new()
    {
        Source = EvidenceSource.Answer,
        Id = "refund",
        RefundId = refund.Id,
        Event = RefundEvent.Succeeded,
        At = Orders.Noon,
        Provider = channel,
        MerchantId = merchantId,
        TransactionId = refund.TransactionId,
        ProviderRefundId = "P1",
        Amount = refund.Amount,
        Total = Orders.Total,
    };
}
