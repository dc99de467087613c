namespace PayFunctions.Core.Ledger;

/// <summary>A balanced movement of the ledger: append-only, its debits equal its credits in each currency.</summary>
/// <param name="Sequence">From 1, without gaps within an order.</param>
/// <param name="At">When the money moved, by the provider's word.</param>
/// <param name="Kind">What moved it: <c>payment</c>, <c>late-payment</c>, <c>second-payment</c>,
/// <c>quarantined-payment</c>, <c>reversal</c>, <c>refund</c>, <c>suspense-refund</c>,
/// <c>split</c>, <c>split-return</c>, <c>adjustment</c>.</param>
/// <exception cref="InvalidOperationException">The entries do not balance: a bug in whoever built them.</exception>
public sealed record Posting(int Sequence, DateTimeOffset At, string Kind, IReadOnlyList<Entry> Entries)
{
    public int Sequence { get; } = Sequence > 0 ? Sequence : throw Unsound(Kind, $"sequence {Sequence}");

    public IReadOnlyList<Entry> Entries { get; } = Balanced(Kind, Entries);

    private static IReadOnlyList<Entry> Balanced(string kind, IReadOnlyList<Entry> entries)
    {
        if (entries.Count < 2) throw Unsound(kind, $"{entries.Count} entries");
        foreach (var entry in entries)
        {
            if (!entry.IsOneSided) throw Unsound(kind, $"an entry of {entry.Debit} and {entry.Credit}");
            if (Difference(entries, entry.Currency) != 0) throw Unsound(kind, $"unequal sides in {entry.Currency}");
        }

        return entries;
    }

    private static long Difference(IReadOnlyList<Entry> entries, Currency currency)
    {
        var difference = 0L;
        foreach (var entry in entries)
        {
            if (entry.Currency == currency) difference = checked(difference + entry.Debit - entry.Credit);
        }

        return difference;
    }

    private static InvalidOperationException Unsound(string kind, string what) =>
        new($"The posting '{kind}' has {what}.");
}
