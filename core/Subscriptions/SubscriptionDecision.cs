using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Subscriptions;

/// <summary>What a store's notice makes of a subscription.</summary>
/// <remarks>
/// Pure. Notices come in any order and may be lost, so the latest word wins by the time it was signed at, and the
/// standing that a notice states wins over what the table makes of its event.
/// </remarks>
public static class SubscriptionDecision
{
    /// <param name="known">Null: nothing has been heard of it yet.</param>
    public static SubscriptionChange Decide(Subscription? known, SubscriptionKey key, SubscriptionNotice notice)
    {
        var before = known ?? new Subscription { Key = key };
        if (known is not null && notice.SignedAt < known.SignedAt) return new(Verdict.Repeat, known, IsMended: false);

        var happened = EventOf(before, notice);
        var decision = SubscriptionMachine.Decide(before.State, happened);
        var to = notice.States ?? decision.To;
        var isMended = to != decision.To;
        if (decision.Verdict == Verdict.Refused && !isMended) return new(Verdict.Refused, before, IsMended: false);

        var after = Told(before, notice) with { State = to };
        return new(to == before.State ? Verdict.Repeat : Verdict.Moved, after, isMended);
    }

    /// <summary>A refund of a period that has passed takes nothing from the one that runs.</summary>
    private static SubscriptionEvent EventOf(Subscription before, SubscriptionNotice notice)
    {
        var isOfAnEarlierPeriod = before.TransactionId is { } running && running != notice.TransactionId;
        var takesBack = notice.Event is SubscriptionEvent.Refunded or SubscriptionEvent.RefundReversed
            or SubscriptionEvent.Revoked;
        return isOfAnEarlierPeriod && takesBack ? SubscriptionEvent.Noted : notice.Event;
    }

    private static Subscription Told(Subscription before, SubscriptionNotice notice)
    {
        // A purchase is always later than what was known of; an upgrade may end before the plan that it replaces.
        var isLaterPeriod = notice.Event is SubscriptionEvent.Bought or SubscriptionEvent.Renewed
            || before.ExpiresAt is not { } end || notice.ExpiresAt >= end;
        return before with
        {
            SignedAt = notice.SignedAt,
            TransactionId = isLaterPeriod ? notice.TransactionId ?? before.TransactionId : before.TransactionId,
            ProductId = isLaterPeriod ? notice.ProductId ?? before.ProductId : before.ProductId,
            ExpiresAt = isLaterPeriod ? notice.ExpiresAt ?? before.ExpiresAt : before.ExpiresAt,
            Renews = notice.Renews ?? before.Renews,
            AccountToken = notice.AccountToken ?? before.AccountToken,
        };
    }
}
