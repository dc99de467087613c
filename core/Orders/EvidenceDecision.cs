using PayFunctions.Core.Ledger;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Reversals;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Core.Orders;

/// <summary>
/// What evidence makes of an order: the checks of who, how much and by which transaction, then the machine.
/// </summary>
/// <remarks>Pure: the same order and evidence always give the same change.</remarks>
public static class EvidenceDecision
{
    /// <summary>What an adjustment by a bill is, up or down, in minor units.</summary>
    private const long AdjustmentMax = 1;

    private static readonly IReadOnlyList<Posting> NoPostings = [];

    public static OrderChange Decide(Order order, Evidence evidence)
    {
        var change = Judge(order, evidence);
        if (change.Verdict != Verdict.Moved) return change;
        var told = Announcement.Of(order, ReversalDecision.Settle(change.Order, evidence), evidence.At);
        return change with { Order = told.Order, Messages = told.Messages };
    }

    /// <summary>
    /// Whether the event says that money has moved: then it must say whose, how much and by which transaction.
    /// </summary>
    public static bool SaysMoneyMoved(OrderEvent happened) => happened switch
    {
        OrderEvent.PaymentSucceeded or OrderEvent.RefundedInPart or OrderEvent.RefundedInFull => true,
        OrderEvent.RefundReversed => true,
        // It speaks of what was booked: its own amount and order are checked where it is taken.
        OrderEvent.AdjustedByBill => false,
        OrderEvent.PrepayAccepted or OrderEvent.PrepayRefused or OrderEvent.PaymentFailed => false,
        OrderEvent.PaymentRevoked or OrderEvent.CloseRequested or OrderEvent.Expired => false,
        OrderEvent.ClosedAtProvider or OrderEvent.ReversalRequested or OrderEvent.ReversalRefused
            or OrderEvent.Rerouted => false,
    };

    private static OrderChange Judge(Order order, Evidence evidence)
    {
        if (!IsTheirsToSay(evidence)) return Kept(order, Verdict.Refused, new(RefusalReason.NotTheirsToSay, "source"));
        // An operator has decided on it: whatever else it says, it has been booked and goes back.
        if (IsOnItsWayBack(order, evidence)) return GoesBack(order, evidence, RefundCause.SecondPayment);
        if (Disagreement(order, evidence) is { } refusal) return Kept(order, Verdict.Quarantined, refusal);
        if (NoRounding(order, evidence) is { } refused) return Kept(order, Verdict.Refused, refused);
        if (AttemptDecision.Refuses(order, evidence) is { } stale) return Kept(order, Verdict.Refused, stale);
        if (IsByProvider(evidence) && evidence.Attempt != order.Attempt)
        {
            if (evidence.Event != OrderEvent.PaymentSucceeded) return AttemptDecision.OfOther(order, evidence);
            // The first payment wins the order, whichever attempt it was made through.
            if (order.TransactionId is null) return Wins(order, order.Through(evidence.Attempt)!, evidence);
        }

        return Judged(order, evidence);
    }

    /// <summary>What does not move the order leaves the attempt on its face.</summary>
    private static OrderChange Wins(Order order, Order through, Evidence evidence)
    {
        // What the attempt on its face was refused says nothing of this one: it only comes too late.
        var change = order.State == OrderState.Failed
            ? Move(WithoutPayer(through), evidence, Decision.MoveTo(OrderState.Failed, Consequence.RefundInFull))
            : Judged(through, evidence);
        return change.Verdict == Verdict.Moved ? change : change with { Order = order };
    }

    private static OrderChange Judged(Order order, Evidence evidence)
    {
        if (evidence.Event == OrderEvent.PaymentSucceeded && order.TransactionId is { } known)
        {
            return PaidAgain(order, evidence, known);
        }

        // Told twice, or of a reversal that has ended since.
        if (evidence.Event == OrderEvent.ReversalRefused && !order.IsBeingReversed)
            return new(Verdict.Repeat, order, NoPostings, Consequence.None, null);

        var decision = OrderMachine.Decide(order.State, evidence.Event);
        return decision.Verdict switch
        {
            Verdict.Moved when IsCrossed(order, evidence) => Contradicted(order, evidence),
            Verdict.Moved => Move(
                evidence.Event == OrderEvent.Rerouted ? order : WithoutPayer(order), evidence, decision),
            Verdict.Repeat when IsLateReversal(order, evidence) => Contradicted(order, evidence),
            Verdict.Repeat => new(Verdict.Repeat, order, NoPostings, Consequence.None, null),
            Verdict.Refused or Verdict.Quarantined => Contradicted(order, evidence),
        };
    }

    private static Refusal? Disagreement(Order order, Evidence evidence)
    {
        if (!IsByProvider(evidence)) return null;
        if (order.Through(evidence.Attempt) is not { } through) return new(RefusalReason.UnknownAttempt, "attempt");
        if (evidence.Provider != through.Channel) return new(RefusalReason.OtherChannel, "channel");
        var money = SaysMoneyMoved(evidence.Event);
        if (evidence.MerchantId is { } merchant ? merchant != through.MerchantId : money)
        {
            return new(RefusalReason.OtherMerchant, "merchantId");
        }

        return AmountDisagreement(order, evidence, money) ?? TransactionDisagreement(order, evidence, money);
    }

    private static Refusal? AmountDisagreement(Order order, Evidence evidence, bool money)
    {
        if (evidence.Total is not { } total) return money ? new(RefusalReason.OtherAmount, "total") : null;
        if (total.Currency != order.Total.Currency) return new(RefusalReason.OtherCurrency, "total.currency");
        return total == order.Total ? null : new(RefusalReason.OtherAmount, "total.amount");
    }

    private static Refusal? TransactionDisagreement(Order order, Evidence evidence, bool money)
    {
        var refusal = new Refusal(RefusalReason.OtherTransaction, "transactionId");
        if (string.IsNullOrEmpty(evidence.TransactionId)) return money ? refusal : null;
        var undoesAnother = evidence.Event != OrderEvent.PaymentSucceeded && evidence.Attempt == order.Attempt
            && order.TransactionId is { } known && known != evidence.TransactionId;
        return undoesAnother ? refusal : null;
    }

    /// <summary>
    /// One transaction has one effect, whoever tells it and however often, in whatever state the order is by now.
    /// </summary>
    private static OrderChange PaidAgain(Order order, Evidence evidence, string known)
    {
        if (evidence.TransactionId == known)
        {
            return order.State is OrderState.Closed or OrderState.Failed
                ? GoesBack(order, evidence, RefundCause.LatePayment)
                : new(Verdict.Repeat, order, NoPostings, Consequence.None, null);
        }

        var posting = OrderPostings.SecondPayment(order.Through(evidence.Attempt) ?? order, evidence.At);
        var booked = order.WithSecond(evidence.TransactionId!) with { Postings = posting.Sequence };
        // What was paid once can't be paid again there: nobody has to close it.
        if (order.Others.FirstOrDefault(one => one.Number == evidence.Attempt) is { } other)
            booked = booked.WithClosed(other);
        return new(
            Verdict.Moved, booked, [posting], Consequence.RefundInFull, null,
            BackOf(order, evidence, RefundCause.SecondPayment));
    }

    /// <summary>A provider has it now, or never will: who pays was for the prepay alone.</summary>
    private static Order WithoutPayer(Order order) => order.Payer is null ? order : order with { Payer = null };

    /// <summary>
    /// It was booked before, and its refund written with it: named again, since nobody may have sent it yet.
    /// </summary>
    private static OrderChange GoesBack(Order order, Evidence evidence, RefundCause cause) => new(
        Verdict.Repeat, order, NoPostings, Consequence.RefundInFull, null, BackOf(order, evidence, cause));

    private static bool IsOnItsWayBack(Order order, Evidence evidence) =>
        evidence is { Event: OrderEvent.PaymentSucceeded, TransactionId: { Length: > 0 } transaction }
        && IsByProvider(evidence) && order.HasSecond(transaction);

    private static Refund BackOf(Order order, Evidence evidence, RefundCause cause) =>
        RefundDecision.OfPayment(cause, order.Total, evidence.TransactionId!, evidence.At, attempt: evidence.Attempt);

    private static OrderChange Move(Order order, Evidence evidence, Decision decision)
    {
        switch (evidence.Event)
        {
            case OrderEvent.PaymentSucceeded when decision.Then == Consequence.RefundInFull:
                return Booked(order with { TransactionId = evidence.TransactionId },
                    OrderPostings.LatePayment(order, evidence.At), decision) with
                {
                    Refund = BackOf(order, evidence, RefundCause.LatePayment),
                };
            case OrderEvent.PaymentSucceeded:
                var paid = order with
                {
                    Paid = order.Total,
                    TransactionId = evidence.TransactionId,
                    PaidAt = evidence.At,
                };
                return Booked(paid, OrderPostings.Payment(order, evidence.At), decision);
            case OrderEvent.PaymentRevoked when !order.Paid.IsZero:
                return Booked(order with { Paid = Money.Zero(order.Total.Currency) },
                    OrderPostings.Reversal(order, evidence.At), decision);
            case OrderEvent.RefundedInFull:
                return Booked(order with { Refunded = order.Paid },
                    OrderPostings.Refund(order, Held(order), evidence.At), decision);
            case OrderEvent.RefundReversed:
                return Booked(order with { Refunded = Money.Zero(order.Total.Currency) },
                    OrderPostings.RefundReversal(order, evidence.At), decision);
            case OrderEvent.RefundedInPart:
                // Evidence states the order's whole amount only: how large the part is comes with the refund's own
                // record.
                return Kept(order, Verdict.Quarantined, new(RefusalReason.OtherAmount, "refund.amount"));
            case OrderEvent.AdjustedByBill:
                return Booked(order, OrderPostings.Adjustment(order, evidence.Adjustment!.Value, evidence.At), decision);
            case OrderEvent.PrepayAccepted:
                return new(Verdict.Moved, order with { State = decision.To, Offer = evidence.Offer }, NoPostings,
                    decision.Then, null);
            case OrderEvent.Rerouted:
                return new(
                    Verdict.Moved, order.Rerouted(evidence.Next!, evidence.LeavesItClosed) with { State = decision.To },
                    NoPostings, decision.Then, null);
            case OrderEvent.PrepayRefused or OrderEvent.PaymentFailed or OrderEvent.PaymentRevoked
                or OrderEvent.CloseRequested or OrderEvent.Expired or OrderEvent.ClosedAtProvider
                or OrderEvent.ReversalRequested or OrderEvent.ReversalRefused:
                return new(Verdict.Moved, order with { State = decision.To }, NoPostings, decision.Then, null);
            default:
                throw new ArgumentOutOfRangeException(nameof(evidence), evidence.Event, "No such event.");
        }
    }

    private static OrderChange Booked(Order order, Posting posting, Decision decision)
    {
        var booked = order with { State = decision.To, Postings = posting.Sequence };
        return new(Verdict.Moved, booked, [posting], decision.Then, null);
    }

    /// <summary>
    /// A merchant is told, a clock is ignored, a provider is believed to know something: it goes to an operator. The
    /// answer to a prepay that a close overtook is only late.
    /// </summary>
    private static OrderChange Contradicted(Order order, Evidence evidence)
    {
        var late = evidence.Event is OrderEvent.PrepayAccepted or OrderEvent.PrepayRefused;
        var verdict = IsByProvider(evidence) && !late ? Verdict.Quarantined : Verdict.Refused;
        return Kept(order, verdict, new(RefusalReason.OtherState, "state"));
    }

    /// <summary>The order ended unpaid and holds late money: "reversed" is then no repeat of having ended.</summary>
    private static bool IsLateReversal(Order order, Evidence evidence) =>
        evidence.Event == OrderEvent.PaymentRevoked && order is { State: OrderState.Closed, TransactionId: not null };

    /// <summary>
    /// What is reserved for refunds may be on its way back, and shares are with others: the whole can't be taken back
    /// beside them, unseen.
    /// </summary>
    private static bool IsCrossed(Order order, Evidence evidence) =>
        !(order.RefundReserved.IsZero && order.Shared.IsZero && order.ShareReserved.IsZero)
        && evidence.Event is (OrderEvent.PaymentRevoked or OrderEvent.RefundedInFull or OrderEvent.RefundedInPart);

    private static bool IsByProvider(Evidence evidence) => evidence.Source switch
    {
        EvidenceSource.Notification or EvidenceSource.Answer => true,
        EvidenceSource.Merchant or EvidenceSource.Clock or EvidenceSource.Operator => false,
        EvidenceSource.Bill or EvidenceSource.Router => false,
    };

    /// <summary>
    /// A merchant may ask for a close and a clock may run out; what money did, only its provider says; which way an
    /// order goes, only our router. A reversal is asked for by another door: <see cref="ReversalDecision"/>.
    /// </summary>
    private static bool IsTheirsToSay(Evidence evidence) => evidence switch
    {
        { Event: OrderEvent.AdjustedByBill } => evidence.Source is EvidenceSource.Bill or EvidenceSource.Operator,
        { Event: OrderEvent.Rerouted } => evidence.Source == EvidenceSource.Router,
        { Source: EvidenceSource.Bill or EvidenceSource.Router } or { Event: OrderEvent.ReversalRequested } => false,
        _ => IsByProvider(evidence) || evidence.Event is OrderEvent.CloseRequested or OrderEvent.Expired,
    };

    /// <summary>A rounding and nothing more: what is further apart is no bill's to mend by itself.</summary>
    private static Refusal? NoRounding(Order order, Evidence evidence)
    {
        if (evidence.Event != OrderEvent.AdjustedByBill) return null;
        if (string.IsNullOrEmpty(evidence.TransactionId) || evidence.TransactionId != order.TransactionId)
            return new(RefusalReason.OtherTransaction, "transactionId");
        if (evidence.Adjustment is not { } adjustment || adjustment.Currency != order.Total.Currency)
            return new(RefusalReason.OtherCurrency, "adjustment.currency");
        return Math.Abs(adjustment.MinorUnits) == AdjustmentMax ? null : new(RefusalReason.OtherAmount, "adjustment.amount");
    }

    private static Money Held(Order order) => order.Refunded.IsZero ? order.Paid : order.Paid - order.Refunded;

    private static OrderChange Kept(Order order, Verdict verdict, Refusal refusal) =>
        new(verdict, order, NoPostings, Consequence.None, refusal);
}
