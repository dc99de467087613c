using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Splits;

/// <summary>Takes a request for a split: its amounts are set apart on the order in the same step.</summary>
/// <remarks>Pure. Shares and rest of a split are always the whole of what could be shared when it was asked for.</remarks>
public static class SplitReservation
{
    /// <summary>So many splits and returns of one order: WeChat Pay takes 50 calls a payment.</summary>
    public const int Most = 50;

    /// <param name="known">The split of that id, where there is one.</param>
    /// <param name="isReceiver">Whether an account may receive shares of this order.</param>
    /// <param name="now">Kept to the millisecond.</param>
    public static SplitAsked Decide(
        Order order, Split? known, NewSplit asked, Func<string, bool> isReceiver, DateTimeOffset now)
    {
        if (known is not null)
        {
            return known.AsksTheSameAs(asked)
                ? new(Verdict.Repeat, order, known, null)
                : new(Verdict.Refused, order, known, SplitRule.OneAnId);
        }

        if (Broken(order, asked, isReceiver) is { } rule) return new(Verdict.Refused, order, null, rule);
        var together = Sum(order, asked);
        var split = new Split
        {
            Id = asked.Id,
            Number = SplitNumber.OfSplit(order.Key.OrderId, order.Splits + 1, isRelease: asked.Shares.Count == 0),
            Shares = [.. asked.Shares.Select(share => new Share(share.Account, share.Amount))],
            Rest = order.Sharable - together,
            UnfreezeRest = asked.UnfreezeRest,
            TransactionId = order.TransactionId!,
            RequestedAt = Floor(now),
        };
        return new(
            Verdict.Moved,
            order with
            {
                ShareReserved = order.ShareReserved + together,
                Splits = order.Splits + 1,
                Sharing = asked.UnfreezeRest ? SharingState.Ended : order.Sharing,
            },
            split, null);
    }

    /// <summary>Takes a request for the return of a share: what the receiver can give back shrinks in the same step.</summary>
    public static SplitAsked Decide(Order order, Split split, NewReturn asked, DateTimeOffset now)
    {
        if (split.Return(asked.Id) is { } known)
        {
            return known.AsksTheSameAs(asked)
                ? new(Verdict.Repeat, order, split, null, known)
                : new(Verdict.Refused, order, split, SplitRule.OneAnId, known);
        }

        // What we plan ourselves is planned for the order as it then stood: it has moved on, and is looked at anew.
        if (SplitIdRule.IsOurs(asked.Id) && asked.Id != SplitIdRule.Ours(order.Splits + 1))
            return new(Verdict.Refused, order, split, SplitRule.OneAnId);
        if (Broken(order, split, asked) is { } rule) return new(Verdict.Refused, order, split, rule);
        var given = new ShareReturn
        {
            Id = asked.Id,
            Number = SplitNumber.OfReturn(order.Key.OrderId, order.Splits + 1),
            Account = asked.Account,
            Amount = asked.Amount,
            RequestedAt = Floor(now),
        };
        return new(Verdict.Moved, order with { Splits = order.Splits + 1 }, split.With(given), null, given);
    }

    private static SplitRule? Broken(Order order, NewSplit asked, Func<string, bool> isReceiver)
    {
        if (order.Paid.IsZero || order.TransactionId is null) return SplitRule.PaidOrder;
        if (order.TopUp is not null) return SplitRule.NotOnAWallet;
        if (order.IsBeingReversed) return SplitRule.NotBeingReversed;
        if (order.Sharing == SharingState.None) return SplitRule.MadeForSharing;
        if (order.Sharing == SharingState.Ended) return SplitRule.StillFrozen;
        if (order.Splits >= Most) return SplitRule.Count;
        if (asked.UnfreezeRest && !order.ShareReserved.IsZero) return SplitRule.NoneUnderWay;
        foreach (var share in asked.Shares)
        {
            if (share.Amount.Currency != order.Paid.Currency) return SplitRule.SameCurrency;
            if (!isReceiver(share.Account)) return SplitRule.KnownReceiver;
        }

        return Exceeds(asked.Shares, order.Sharable) ? SplitRule.WithinRest : null;
    }

    private static SplitRule? Broken(Order order, Split split, NewReturn asked)
    {
        if (asked.Amount.Currency != order.Paid.Currency) return SplitRule.SameCurrency;
        if (order.Splits >= Most) return SplitRule.Count;
        return asked.Amount > split.Returnable(asked.Account) ? SplitRule.WithinShare : null;
    }

    /// <summary>Taken off one by one, so that no sum of what was asked for can overflow.</summary>
    private static bool Exceeds(IReadOnlyList<Share> shares, Money left)
    {
        foreach (var share in shares)
        {
            if (share.Amount > left) return true;
            left -= share.Amount;
        }

        return left.MinorUnits < 0;
    }

    private static Money Sum(Order order, NewSplit asked)
    {
        var sum = Money.Zero(order.Paid.Currency);
        foreach (var share in asked.Shares) sum += share.Amount;
        return sum;
    }

    private static DateTimeOffset Floor(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
}
