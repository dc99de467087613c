using PayFunctions.Core.Orders;
using static PayFunctions.Core.Diagnosis.FindingKind;
using static PayFunctions.Core.Diagnosis.FindingLevel;

namespace PayFunctions.Core.Diagnosis;

/// <summary>Why an order is where it is, from what is known of it. Pure: the same facts always give the same findings.</summary>
/// <param name="Summary">Where it is.</param>
/// <param name="Findings">Why, what comes next, and what somebody should look at: the order's own first.</param>
public sealed record OrderDiagnosis(Finding Summary, IReadOnlyList<Finding> Findings)
{
    private const string None = "–";

    /// <summary>Signed by a clock that is so far ahead of ours that somebody should look at both.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    /// <summary>A message or a payment that comes later than this was held up somewhere.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    public static OrderDiagnosis Of(OrderFacts facts) => new(Where(facts),
        [
            .. Driven(facts), .. Said(facts), .. Clocks(facts), .. Attempts(facts.Order), .. Contradictions(facts),
            .. Refused(facts), .. Reversed(facts.Order), .. facts.Refunds.Select(RefundDiagnosis.Of), .. MessageDiagnosis.Of(facts.Messages),
        ]);

    private static bool MayStillBePaid(Order order) =>
        order.State is OrderState.Created or OrderState.AwaitingPayment or OrderState.Closing;

    private static Finding Where(OrderFacts facts)
    {
        var order = facts.Order;
        return order.State switch
        {
            OrderState.Created => new(NotTaken, facts.Now - order.CreatedAt > Late ? Warn : Note, order.CreatedAt, order.Channel),
            OrderState.AwaitingPayment when facts.Now >= order.ExpiresAt => new(PastExpiry, Note, order.ExpiresAt, order.Channel),
            OrderState.AwaitingPayment => new(AwaitsPayer, Note, order.CreatedAt, order.Channel, order.ExpiresAt),
            OrderState.Closing => new(BeingClosed, Note, order.Channel),
            OrderState.Closed => new(EndedUnpaid, Note),
            OrderState.Failed => new(EndedFailed, Warn, facts.Heard.LastOrDefault(one => one.Code is not null)?.Code ?? None),
            OrderState.Paid => new(IsPaid, Note, order.Paid, order.PaidAt ?? order.CreatedAt, order.TransactionId ?? None),
            OrderState.PartiallyRefunded => new(WentBackInPart, Note, order.Refunded, order.Paid),
            OrderState.Refunded => new(WentBack, Note, order.Refunded),
            OrderState.Revoked => new(TakenBack, Note),
        };
    }

    private static IEnumerable<Finding> Driven(OrderFacts facts)
    {
        var open = MayStillBePaid(facts.Order);
        if (facts.Driver is { } driver)
        {
            if (driver.State == DriverState.Missing && open) yield return new(DriverMissing, Bad);
            if (driver.State == DriverState.BrokeOff) yield return new(DriverBroke, open ? Bad : Warn, driver.LastWorkedAt ?? facts.Now);
            if (driver.State == DriverState.AtWork && driver.LastWorkedAt is { } worked) yield return new(LastAsked, Note, worked);
            if (driver.State == DriverState.AtWork && driver.NextWakeAt is { } wake) yield return new(NextWake, Note, wake);
            if (driver is { State: DriverState.Ended, LastWorkedAt: { } ended }) yield return new(DriverEnded, Note, ended);
        }

        foreach (var heal in facts.Heals) yield return new(Healed, Warn, heal.Kind, heal.At);
    }

    private static IEnumerable<Finding> Said(OrderFacts facts)
    {
        if (facts.Heard.Count > 0)
        {
            var last = facts.Heard[^1];
            yield return new(LastHeard, Note, last.Event, last.Source, last.RecordedAt);
        }

        var paid = facts.Heard.FirstOrDefault(one => one.Event == nameof(OrderEvent.PaymentSucceeded));
        if (paid is null) yield break;
        if (paid.Source == EvidenceSource.Answer) yield return new(FoundByAsking, Warn, paid.RecordedAt);
        if (paid.RecordedAt - paid.At > Late) yield return new(LearnedLate, Warn, paid.RecordedAt - paid.At);
    }

    private static IEnumerable<Finding> Clocks(OrderFacts facts)
    {
        foreach (var heard in facts.Heard)
        {
            if (heard.SignedAt is not { } signed) continue;
            if (signed - heard.RecordedAt > Ahead) yield return new(ClockAhead, Warn, signed - heard.RecordedAt, heard.RecordedAt);
            if (heard.RecordedAt - signed > Late) yield return new(ArrivedLate, Warn, heard.RecordedAt - signed, heard.RecordedAt);
        }
    }

    private static IEnumerable<Finding> Attempts(Order order) => order.Others
        .Where(one => !one.IsClosed)
        .Select(one => new Finding(OtherAttemptOpen, Note, AttemptNumber.Of(order.Key.OrderId, one.Number), one.Channel));

    private static IEnumerable<Finding> Contradictions(OrderFacts facts) => facts.Contradictions.Select(one => one.Outcome is { } outcome
        ? new Finding(ContradictionResolved, Note, one.Provider, one.Reason, outcome)
        : new(Contradicted, Bad, one.Provider, one.Reason, one.Field, one.At));

    /// <summary>Only what came since the order was made can be about it, and only while money is missing does it matter.</summary>
    private static IEnumerable<Finding> Refused(OrderFacts facts) => facts.Refused
        .Where(one => MayStillBePaid(facts.Order) && one.Provider == facts.Order.Channel && one.LastAt >= facts.Order.CreatedAt)
        .Select(one => new Finding(CallbacksRefused, Warn, one.Count, one.Provider, one.Reason, one.LastAt));

    private static IEnumerable<Finding> Reversed(Order order) => order.Reversal switch
    {
        { State: Reversals.ReversalState.Requested } asked => [new(BeingReversed, Note, asked.RequestedAt)],
        { State: Reversals.ReversalState.Refused } refused => [new(ReversalRefused, Warn, refused.Code ?? None)],
        _ => [],
    };
}
