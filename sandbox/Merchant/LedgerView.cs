namespace PayFunctions.Sandbox.Merchant;

/// <summary>What <c>GET orders/{orderId}/ledger</c> shows.</summary>
public sealed record LedgerView(string OrderId, PostingView[] Postings);

public sealed record PostingView(int Sequence, DateTimeOffset At, string Kind, EntryView[] Entries)
{
    public long Debits => Entries.Sum(entry => entry.Debit);

    public long Credits => Entries.Sum(entry => entry.Credit);
}

public sealed record EntryView(string Account, long Debit, long Credit, string Currency);
