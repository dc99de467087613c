using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Core.Splits;

/// <summary>
/// What evidence makes of a split and its order: the checks of who, how much and of which payment, then the machine.
/// </summary>
/// <remarks>Pure: the same order, split and evidence always give the same change.</remarks>
public static class SplitDecision
{
    private static readonly IReadOnlyList<Posting> NoPostings = [];

    public static SplitChange Decide(Order order, Split split, SplitEvidence evidence)
    {
        var change = Judge(order, split, evidence);
        if (change.Verdict != Verdict.Moved) return change;
        var told = Announcement.Of(
            order, change.Order, evidence.At, split: SplitNews.Of(change.Split, evidence.ReturnId));
        return change with { Order = told.Order, Messages = told.Messages };
    }

    private static SplitChange Judge(Order order, Split split, SplitEvidence evidence)
    {
        if (evidence.Source is not (EvidenceSource.Notification or EvidenceSource.Answer))
            return Kept(order, split, Verdict.Refused, new(RefusalReason.NotTheirsToSay, "source"));
        if (evidence is { Event: SplitEvent.ShareReceived, ReturnId: not null })
            return Kept(order, split, Verdict.Refused, new(RefusalReason.NotTheirsToSay, "returnId"));
        if (Disagreement(order, split, evidence) is { } refusal)
            return Kept(order, split, Verdict.Quarantined, refusal);

        if (evidence.Event == SplitEvent.ShareReceived) return Arrived(order, split, evidence);
        var given = evidence.ReturnId is { } id ? split.Return(id)! : null;
        var step = SplitMachine.Decide(given?.State ?? split.State, evidence.Event);
        return step.Verdict switch
        {
            Verdict.Moved => given is null
                ? Move(order, split, evidence, step.To)
                : Move(order, split, given, evidence, step.To),
            Verdict.Repeat => new(Verdict.Repeat, order, split, NoPostings, null),
            Verdict.Refused or Verdict.Quarantined => Contradicted(order, split, evidence),
        };
    }

    /// <summary>What arrived is written down at once; it is booked with the others, once all have come to their end.
    /// </summary>
    private static SplitChange Arrived(Order order, Split split, SplitEvidence evidence)
    {
        var known = split.With(evidence.Shares[0]);
        // Of the rest that is to be released only the provider's answer tells.
        var isLast = SplitMachine.IsOpen(split.State) && !split.UnfreezeRest && known.Received == known.Shared;
        var whole = isLast ? evidence with { Event = SplitEvent.Done, Shares = known.Shares } : evidence;
        var step = SplitMachine.Decide(split.State, whole.Event);
        return step.Verdict switch
        {
            Verdict.Moved when split.State == step.To && known.Received == split.Received =>
                new(Verdict.Repeat, order, split, NoPostings, null),
            Verdict.Moved => Move(order, known, whole, step.To),
            Verdict.Repeat => new(Verdict.Repeat, order, split, NoPostings, null),
            Verdict.Refused or Verdict.Quarantined => Contradicted(order, split, evidence),
        };
    }

    private static Refusal? Disagreement(Order order, Split split, SplitEvidence evidence)
    {
        if (evidence.Provider != order.Channel) return new(RefusalReason.OtherChannel, "channel");
        if (evidence.MerchantId != order.MerchantId) return new(RefusalReason.OtherMerchant, "merchantId");
        if (evidence.TransactionId is { Length: > 0 } told && told != split.TransactionId)
            return new(RefusalReason.OtherTransaction, "transactionId");
        if (evidence.ReturnId is { } id)
        {
            if (split.Return(id) is not { } given) return new(RefusalReason.UnknownSplit, "returnId");
            if (IsOther(evidence.ProviderId, given.ProviderId)) return new(RefusalReason.OtherSplit, "providerId");
            var money = evidence.Event == SplitEvent.Done;
            return (evidence.Amount is { } amount ? amount != given.Amount : money)
                ? new(RefusalReason.OtherAmount, "amount")
                : null;
        }

        if (IsOther(evidence.ProviderId, split.ProviderId)) return new(RefusalReason.OtherSplit, "providerId");
        if (evidence.Event == SplitEvent.Failed && !split.Received.IsZero)
            return new(RefusalReason.OtherState, "split.receivers"); // No money went, of what is known to have gone.
        if (evidence.Event == SplitEvent.ShareReceived && !IsOneOf(split.Shares, evidence.Shares))
            return new(RefusalReason.OtherAmount, "receiver");
        return evidence.Event == SplitEvent.Done && !AreTheSame(split.Shares, evidence.Shares)
            ? new(RefusalReason.OtherAmount, "receivers")
            : null;
    }

    private static bool IsOther(string? told, string? held) => told is not null && held is not null && told != held;

    /// <summary>One share, and one that we do not hold as gone astray.</summary>
    private static bool IsOneOf(IReadOnlyList<Share> held, IReadOnlyList<Share> told) =>
        told is [var one] && held.Any(share => share.Account == one.Account && share.Amount == one.Amount
            && share.Result != ShareResult.NotReceived);

    /// <summary>The same receivers with the same amounts, in whatever order, and each has come to its end.</summary>
    private static bool AreTheSame(IReadOnlyList<Share> held, IReadOnlyList<Share> told) =>
        held.Count == told.Count && held.All(share => told.Any(other =>
            other.Account == share.Account && other.Amount == share.Amount && other.Result != ShareResult.Pending
            && (share.Result != ShareResult.Received || other.Result == ShareResult.Received)));

    private static SplitChange Move(Order order, Split split, SplitEvidence evidence, SplitState to)
    {
        var moved = split with
        {
            State = to,
            Code = evidence.Code,
            ProviderId = evidence.ProviderId ?? split.ProviderId,
            EndedAt = SplitMachine.IsOpen(to) ? null : evidence.At,
        };
        return to switch
        {
            SplitState.Requested or SplitState.Processing => new(Verdict.Moved, order, moved, NoPostings, null),
            SplitState.Done => Book(Released(order, split), moved with { Shares = Told(split, evidence) }, evidence),
            // The rest was not released either: the order can be shared again.
            SplitState.Closed => new(
                Verdict.Moved, Released(order, split) with
                {
                    Sharing = split.UnfreezeRest ? SharingState.Open : order.Sharing,
                },
                moved, NoPostings, null),
        };
    }

    private static SplitChange Book(Order order, Split moved, SplitEvidence evidence)
    {
        if (moved.Received.IsZero) return new(Verdict.Moved, order, moved, NoPostings, null);
        var postings = OrderPostings.Split(order, moved, evidence.At);
        return new(
            Verdict.Moved,
            order with { Shared = order.Shared + moved.Received, Postings = postings[^1].Sequence },
            moved with { Posting = postings[0].Sequence }, postings, null);
    }

    private static SplitChange Move(
        Order order, Split split, ShareReturn given, SplitEvidence evidence, SplitState to)
    {
        var moved = given with
        {
            State = to,
            Code = evidence.Code,
            Failure = evidence.Failure,
            ProviderId = evidence.ProviderId ?? given.ProviderId,
            EndedAt = SplitMachine.IsOpen(to) ? null : evidence.At,
        };
        if (to != SplitState.Done) return new(Verdict.Moved, order, split.With(moved), NoPostings, null);

        var posting = OrderPostings.SplitReturn(order, given, evidence.At);
        return new(
            Verdict.Moved,
            order with { Shared = order.Shared - given.Amount, Postings = posting.Sequence },
            split.With(moved with { Posting = posting.Sequence }), [posting], null);
    }

    private static Order Released(Order order, Split split) =>
        order with { ShareReserved = order.ShareReserved - split.Shared };

    private static IReadOnlyList<Share> Told(Split split, SplitEvidence evidence) =>
    [
        .. split.Shares.Select(share => evidence.Shares.First(told => told.Account == share.Account)),
    ];

    /// <summary>A provider is believed to know something. A refusal that was overtaken is only late.</summary>
    private static SplitChange Contradicted(Order order, Split split, SplitEvidence evidence)
    {
        var verdict = evidence.Event == SplitEvent.Refused ? Verdict.Refused : Verdict.Quarantined;
        return Kept(order, split, verdict, new(RefusalReason.OtherState, "split.state"));
    }

    private static SplitChange Kept(Order order, Split split, Verdict verdict, Refusal refusal) =>
        new(verdict, order, split, NoPostings, refusal);
}
