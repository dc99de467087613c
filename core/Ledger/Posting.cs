namespace PayFunctions.Core.Ledger;

/// <summary>One line of a posting: exactly one of debit and credit is above zero, in minor units.</summary>
public sealed record Entry(string Account, long Debit, long Credit, Currency Currency);

/// <summary>A balanced movement of the ledger: append-only, its debits equal its credits in each currency.</summary>
/// <param name="Sequence">From 1, without gaps within an order.</param>
/// <param name="At">When the money moved, by the provider's word.</param>
/// <param name="Kind">What moved it: <c>payment</c>.</param>
public sealed record Posting(int Sequence, DateTimeOffset At, string Kind, IReadOnlyList<Entry> Entries);
