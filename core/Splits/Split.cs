namespace PayFunctions.Core.Splits;

/// <summary>A division of what an order was paid: a value. It changes only by evidence, together with its order.</summary>
public sealed record Split
{
    /// <summary>Unique within the order; the merchant's own.</summary>
    public required string Id { get; init; }

    /// <summary>The business id that the provider knows it by (out_order_no), the same on every try.</summary>
    public required string Number { get; init; }

    /// <summary>One for each receiver; none where it only releases the rest.</summary>
    public required IReadOnlyList<Share> Shares { get; init; }

    /// <summary>What the shares leave of what could be shared: with them it is the whole.</summary>
    public required Money Rest { get; init; }

    /// <summary>Whether the rest is released to the merchant, which ends the order's sharing.</summary>
    public bool UnfreezeRest { get; init; }

    /// <summary>The provider's number of the payment that it divides.</summary>
    public required string TransactionId { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public SplitState State { get; init; } = SplitState.Requested;

    /// <summary>The provider's own number of it.</summary>
    public string? ProviderId { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The provider's code: why it is closed, or what it still waits for.</summary>
    public string? Code { get; init; }

    /// <summary>The first ledger posting that booked it, those of further receivers right after it; null until it is done,
    /// and where nobody received anything.</summary>
    public int? Posting { get; init; }

    public IReadOnlyList<ShareReturn> Returns { get; init; } = [];

    /// <summary>What its receivers are to have, together.</summary>
    public Money Shared => Sum(Shares, static _ => true);

    /// <summary>What they have got of that.</summary>
    public Money Received => Sum(Shares, static share => share.Result == ShareResult.Received);

    /// <summary>What that receiver got by it and has not given back, nor is about to.</summary>
    public Money Returnable(string account)
    {
        var left = Money.Zero(Rest.Currency);
        foreach (var share in Shares)
        {
            // What arrived before the whole has ended is not booked yet.
            if (share.Account == account && share.Result == ShareResult.Received && State == SplitState.Done)
                left += share.Amount;
        }

        foreach (var given in Returns)
        {
            if (given.Account == account && given.State != SplitState.Closed) left -= given.Amount;
        }

        return left;
    }

    public ShareReturn? Return(string id)
    {
        foreach (var given in Returns)
        {
            if (given.Id == id) return given;
        }

        return null;
    }

    /// <summary>The split with that receiver's share received.</summary>
    public Split With(Share received) => this with
    {
        Shares =
        [
            .. Shares.Select(share => share.Account == received.Account
                ? share with { Result = ShareResult.Received, Reason = null }
                : share),
        ],
    };

    /// <summary>The split with that return in place of the one of its id, or at the end.</summary>
    public Split With(ShareReturn changed)
    {
        var others = new List<ShareReturn>(Returns);
        var at = others.FindIndex(given => given.Id == changed.Id);
        if (at < 0) others.Add(changed);
        else others[at] = changed;
        return this with { Returns = others };
    }

    /// <summary>Whether both were asked for in the same words: the same request told twice.</summary>
    public bool AsksTheSameAs(NewSplit other) =>
        Id == other.Id && UnfreezeRest == other.UnfreezeRest && Shares.Count == other.Shares.Count
        && Shares.Zip(other.Shares).All(pair =>
            (pair.First.Account, pair.First.Amount) == (pair.Second.Account, pair.Second.Amount));

    private Money Sum(IReadOnlyList<Share> shares, Func<Share, bool> counts)
    {
        var sum = Money.Zero(Rest.Currency);
        foreach (var share in shares)
        {
            if (counts(share)) sum += share.Amount;
        }

        return sum;
    }
}
