using PayFunctions.Core.Diagnosis;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Webhooks;
using PayFunctions.Tests.Core.Orders;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Diagnosis;

public class OrderDiagnosisTests
{
    private static readonly DateTimeOffset Now = Told.Noon.AddMinutes(10);

    private static readonly Order Awaiting = Told.New().After(Told.Prepaid());

    private static readonly Order Paid = Told.New().After(Told.Prepaid(), Told.Paid());

    [Fact]
    public void An_unpaid_order_waits_for_its_payer_and_says_when_it_is_looked_at_again()
    {
        var diagnosis = OrderDiagnosis.Of(new(Now, Awaiting)
        {
            Heard = [new("PrepayAccepted", EvidenceSource.Answer, Told.Noon, Told.Noon)],
            Driver = new(DriverState.AtWork, Now.AddMinutes(-3), Now.AddMinutes(5)),
        });

        Assert.Equal(FindingKind.AwaitsPayer, diagnosis.Summary.Kind);
        Assert.Equal([Told.Noon, "wechatpay", Told.Noon.AddMinutes(30)], diagnosis.Summary.Values);
        Assert.Equal(
            [(FindingKind.LastAsked, (object)Now.AddMinutes(-3)), (FindingKind.NextWake, Now.AddMinutes(5)), (FindingKind.LastHeard, "PrepayAccepted")],
            diagnosis.Findings.Select(one => (one.Kind, one.Values[0])));
        Assert.All(diagnosis.Findings, one => Assert.Equal(FindingLevel.Note, one.Level));
    }

    [Fact]
    public void Past_its_time_it_is_asked_about_before_it_is_closed() =>
        Assert.Equal(FindingKind.PastExpiry, OrderDiagnosis.Of(new(Told.Noon.AddMinutes(30), Awaiting)).Summary.Kind);

    [Theory]
    [InlineData(DriverState.Missing, FindingKind.DriverMissing)]
    [InlineData(DriverState.BrokeOff, FindingKind.DriverBroke)]
    public void What_nobody_drives_is_bad_while_money_may_come(DriverState state, FindingKind kind)
    {
        var found = Of(new(Now, Awaiting) { Driver = new(state, Now) }, kind);

        Assert.Equal(FindingLevel.Bad, found.Level);
        Assert.DoesNotContain(
            OrderDiagnosis.Of(new(Now, Paid) { Driver = new(state, Now) }).Findings, one => one.Level == FindingLevel.Bad);
    }

    [Fact]
    public void Refused_callbacks_are_told_while_the_money_is_missing_and_only_since_the_order_was_made()
    {
        RefusedCallbacks[] refused =
        [
            new("wechatpay", "wrong-signature", 3, Now), new("wechatpay", "stale-timestamp", 9, Told.Noon.AddMinutes(-1)),
            new("alipay", "wrong-signature", 7, Now),
        ];

        var found = Of(new(Now, Awaiting) { Refused = refused }, FindingKind.CallbacksRefused);

        Assert.Equal([3L, "wechatpay", "wrong-signature", Now], found.Values);
        Assert.DoesNotContain(
            OrderDiagnosis.Of(new(Now, Paid) { Refused = refused }).Findings, one => one.Kind == FindingKind.CallbacksRefused);
    }

    [Fact]
    public void A_payment_that_no_callback_told_of_is_said_to_be_found_by_asking_and_how_late()
    {
        var facts = new OrderFacts(Now, Paid)
        {
            Heard = [new("PaymentSucceeded", EvidenceSource.Answer, Told.Noon, Told.Noon.AddMinutes(4))],
        };

        Assert.Equal([Told.Noon.AddMinutes(4)], Of(facts, FindingKind.FoundByAsking).Values);
        Assert.Equal([TimeSpan.FromMinutes(4)], Of(facts, FindingKind.LearnedLate).Values);
    }

    [Theory]
    [InlineData(6, FindingKind.ClockAhead, 6)]
    [InlineData(-61, FindingKind.ArrivedLate, 61)]
    public void A_clock_that_differs_from_ours_is_told(int signedAheadSeconds, FindingKind kind, int seconds)
    {
        var heard = new Heard("PaymentSucceeded", EvidenceSource.Notification, Told.Noon, Told.Noon)
        {
            SignedAt = Told.Noon.AddSeconds(signedAheadSeconds),
        };

        Assert.Equal([TimeSpan.FromSeconds(seconds), Told.Noon], Of(new(Now, Paid) { Heard = [heard] }, kind).Values);
    }

    [Fact]
    public void What_contradicts_the_order_is_bad_until_an_operator_has_decided()
    {
        var open = new Contradiction("wechatpay", RefusalReason.OtherAmount, "total.amount", Now, null);

        Assert.Equal(FindingLevel.Bad, Of(new(Now, Awaiting) { Contradictions = [open] }, FindingKind.Contradicted).Level);
        Assert.Equal(
            ["wechatpay", RefusalReason.OtherAmount, "dismiss, dismissed"],
            Of(new(Now, Awaiting) { Contradictions = [open with { Outcome = "dismiss, dismissed" }] }, FindingKind.ContradictionResolved).Values);
    }

    [Theory]
    [InlineData(RefundState.Requested, null, FindingKind.RefundWaits, FindingLevel.Note)]
    [InlineData(RefundState.Requested, "NOT_ENOUGH", FindingKind.RefundWaits, FindingLevel.Warn)]
    [InlineData(RefundState.Requested, "SHARES_FIRST", FindingKind.RefundWaitsForShares, FindingLevel.Note)]
    [InlineData(RefundState.Processing, null, FindingKind.RefundUnderWay, FindingLevel.Note)]
    [InlineData(RefundState.Abnormal, "USER_ACCOUNT_ABNORMAL", FindingKind.RefundStuck, FindingLevel.Bad)]
    [InlineData(RefundState.Closed, "REFUND_CLOSED", FindingKind.RefundClosed, FindingLevel.Warn)]
    [InlineData(RefundState.Succeeded, null, FindingKind.RefundDone, FindingLevel.Note)]
    public void A_refund_says_where_it_is_and_what_it_waits_for(RefundState state, string? code, FindingKind kind, FindingLevel level)
    {
        var refund = PayFunctions.Tests.Core.Refunds.Refunds.Reserved().Refund with { State = state, Code = code };

        var found = Of(new(Now, Paid) { Refunds = [refund] }, kind);

        Assert.Equal((level, "REF1"), (found.Level, found.Values[0]));
        if (level != FindingLevel.Note) Assert.Contains(code, found.Values);
    }

    [Fact]
    public void What_the_merchant_has_not_heard_is_told_message_by_message()
    {
        ToldMessage[] messages =
        [
            new(WebhookEvent.OrderPaid, new() { State = DeliveryState.DeadLettered, Attempts = 8, LastOutcome = "no-answer" }),
            new(WebhookEvent.OrderRefunded, new() { Attempts = 2, LastOutcome = "refused" }),
        ];
        var facts = new OrderFacts(Now, Paid) { Messages = messages };

        Assert.Equal(["order.paid", 8, "no-answer"], Of(facts, FindingKind.MessageGivenUp).Values);
        Assert.Equal(FindingLevel.Warn, Of(facts, FindingKind.MessageWaits).Level);
        Assert.Equal([1], Of(facts with { Messages = [new(WebhookEvent.OrderPaid, new() { State = DeliveryState.Delivered })] }, FindingKind.MessagesTaken).Values);
    }

    private static Finding Of(OrderFacts facts, FindingKind kind) =>
        Assert.Single(OrderDiagnosis.Of(facts).Findings, one => one.Kind == kind);
}
