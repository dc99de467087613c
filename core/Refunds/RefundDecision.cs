using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Core.Refunds;

/// <summary>
/// What evidence makes of a refund and its order: the checks of who, how much and of which payment, then the machine.
/// </summary>
/// <remarks>Pure: the same order, refund and evidence always give the same change.</remarks>
public static class RefundDecision
{
    private static readonly IReadOnlyList<Posting> NoPostings = [];

    public static RefundChange Decide(Order order, Refund refund, RefundEvidence evidence)
    {
        var change = Judge(order, refund, evidence);
        if (change.Verdict != Verdict.Moved) return change;
        var told = Announcement.Of(order, change.Order, evidence.At, RefundNews.Of(change.Refund));
        return change with { Order = told.Order, Messages = told.Messages };
    }

    /// <summary>The refund that sends a payment back which nobody can use: in full, by itself.</summary>
    public static Refund OfPayment(
        RefundCause cause, Money amount, string transactionId, DateTimeOffset now, int nth = 1,
        int attempt = 1) => new()
        {
            Id = RefundIdRule.OfPayment(transactionId, nth),
            Amount = amount,
            Cause = cause,
            TransactionId = transactionId,
            Attempt = attempt,
            RequestedAt = now,
        };

    private static RefundChange Judge(Order order, Refund refund, RefundEvidence evidence)
    {
        if (!IsTheirsToSay(evidence))
            return Kept(order, refund, Verdict.Refused, new(RefusalReason.NotTheirsToSay, "source"));
        if (Disagreement(order, refund, evidence) is { } refusal)
            return Kept(order, refund, Verdict.Quarantined, refusal);

        var step = RefundMachine.Decide(refund.State, evidence.Event);
        return step.Verdict switch
        {
            Verdict.Moved => Move(order, refund, evidence, step.To),
            Verdict.Repeat => new(Verdict.Repeat, order, refund, NoPostings, null),
            Verdict.Refused or Verdict.Quarantined => Contradicted(order, refund, evidence),
        };
    }

    private static Refusal? Disagreement(Order order, Refund refund, RefundEvidence evidence)
    {
        if (!IsByProvider(evidence)) return null;
        var paid = refund.Through(order);
        if (evidence.Provider != paid.Channel) return new(RefusalReason.OtherChannel, "channel");
        if (evidence.MerchantId != paid.MerchantId) return new(RefusalReason.OtherMerchant, "merchantId");
        var money = evidence.Event == RefundEvent.Succeeded;
        if (Differs(evidence.TransactionId, refund.TransactionId, money))
            return new(RefusalReason.OtherTransaction, "transactionId");
        if (Differs(evidence.ProviderRefundId, refund.ProviderRefundId ?? evidence.ProviderRefundId, money))
            return new(RefusalReason.OtherRefund, "refundId");
        if (evidence.Amount is { } amount ? amount != refund.Amount : money)
            return new(RefusalReason.OtherAmount, "amount");
        return evidence.Total is { } total && total != refund.WholeOf(order)
            ? new(RefusalReason.OtherAmount, "total")
            : null;
    }

    /// <summary>What is stated must agree; where money is said to have moved, it must be stated.</summary>
    private static bool Differs(string? stated, string? held, bool mustBeStated) =>
        string.IsNullOrEmpty(stated) ? mustBeStated : stated != held;

    private static RefundChange Move(Order order, Refund refund, RefundEvidence evidence, RefundState to)
    {
        var moved = refund with
        {
            State = to,
            Code = evidence.Code,
            ProviderRefundId = evidence.ProviderRefundId ?? refund.ProviderRefundId,
            EndedAt = RefundMachine.IsOpen(to) ? null : evidence.At,
            Round = refund.Round + (evidence.Event == RefundEvent.Restarted ? 1 : 0),
        };
        var released = refund.IsReserved && !moved.IsReserved
            ? order with { RefundReserved = order.RefundReserved - refund.Amount }
            : order;
        return to switch
        {
            RefundState.Succeeded => Succeed(order, released, refund, moved, evidence),
            RefundState.Requested or RefundState.Processing => new(Verdict.Moved, released, moved, NoPostings, null),
            RefundState.Abnormal =>
                new(Verdict.Moved, released, moved, NoPostings, new(RefusalReason.RefundAbnormal, "refund.state")),
            // What the merchant asked for can be asked for again; what nobody asked for would be forgotten.
            RefundState.Closed => new(
                Verdict.Moved, released, moved, NoPostings,
                refund.IsOfTheOrder || !IsByProvider(evidence) ? null : new(RefusalReason.RefundClosed, "refund.state")),
        };
    }

    private static RefundChange Succeed(
        Order order, Order released, Refund refund, Refund moved, RefundEvidence evidence)
    {
        if (!refund.IsOfTheOrder)
        {
            var returned = OrderPostings.SuspenseRefund(refund.Through(order), refund, evidence.At);
            return Booked(order, moved, returned);
        }

        // Only what was given up and went after all can find its amount taken by others, by refunds or by shares.
        if (refund.Amount > (refund.IsReserved ? released.Refundable : released.Sharable))
            return Kept(order, refund, Verdict.Quarantined, new(RefusalReason.AboveRest, "amount"));
        var refunded = released.Refunded + refund.Amount;
        var whole = refunded == released.Paid;
        var step = OrderMachine.Decide(order.State, whole ? OrderEvent.RefundedInFull : OrderEvent.RefundedInPart);
        if (step.Verdict != Verdict.Moved) return Contradicted(order, refund, evidence);
        return Booked(
            released with { Refunded = refunded, State = step.To }, moved,
            OrderPostings.Refund(order, refund.Amount, evidence.At));
    }

    private static RefundChange Booked(Order order, Refund refund, Posting posting) => new(
        Verdict.Moved, order with { Postings = posting.Sequence }, refund with { Posting = posting.Sequence }, [posting],
        null);

    /// <summary>
    /// An operator is told; a provider is believed to know something. A refusal that was overtaken is only late.
    /// </summary>
    private static RefundChange Contradicted(Order order, Refund refund, RefundEvidence evidence)
    {
        var late = evidence.Event == RefundEvent.Refused;
        var verdict = IsByProvider(evidence) && !late ? Verdict.Quarantined : Verdict.Refused;
        return Kept(order, refund, verdict, new(RefusalReason.OtherState, "refund.state"));
    }

    /// <summary>What money did, only its provider says; what becomes of a stuck refund, an operator may.</summary>
    private static bool IsTheirsToSay(RefundEvidence evidence) => evidence.Event switch
    {
        RefundEvent.Restarted or RefundEvent.GivenUp => evidence.Source == EvidenceSource.Operator,
        RefundEvent.Accepted or RefundEvent.Succeeded or RefundEvent.Closed or RefundEvent.Abnormal
            or RefundEvent.Refused => IsByProvider(evidence),
    };

    private static bool IsByProvider(RefundEvidence evidence) =>
        evidence.Source is EvidenceSource.Notification or EvidenceSource.Answer;

    private static RefundChange Kept(Order order, Refund refund, Verdict verdict, Refusal refusal) =>
        new(verdict, order, refund, NoPostings, refusal);
}
