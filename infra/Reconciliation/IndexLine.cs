using Azure.Data.Tables;
using PayFunctions.Core.Ledger;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>What the day's index has of a posting, or should have: as far as the posting alone tells it.</summary>
internal readonly record struct IndexLine(
    string Partition, string RowKey, string Kind, DateTimeOffset At, string Merchant, long Amount, string Currency)
{
    private const int SequenceChars = 7;

    public static readonly string[] Columns = ["PartitionKey", "RowKey", "Kind", "At", "MerchantId", "Amount", "Currency"];

    /// <summary>The partition of the order that it is about.</summary>
    public string Order => RowKey[..^SequenceChars];

    /// <summary>Two halves of 32 bits of different makings: sums of these tell sets apart, whatever their order.</summary>
    public ulong Print => unchecked((ulong)(uint)GetHashCode() << 32 | (uint)HashCode.Combine(Amount, RowKey, Partition));

    public static IndexLine Of(TableEntity row) => new(
        row.PartitionKey, row.RowKey, row.Text("Kind"), row.Time("At"), row.Text("MerchantId"), row.Number("Amount"),
        row.Text("Currency"));

    /// <returns>Null: it did not move that channel's account.</returns>
    public static IndexLine? Of(string order, Posting posting, string channel)
    {
        var account = $"receivable/{channel}/";
        var moved = posting.Entries.Where(entry => entry.Account.StartsWith(account, StringComparison.Ordinal)).ToList();
        if (moved.Count == 0) return null;
        return new(
            LedgerDayRows.Partition(ChinaDay.Of(posting.At), order), $"{order}|{OrderKeys.Sequence(posting.Sequence)}", posting.Kind,
            posting.At, moved[0].Account[account.Length..], LedgerDayRows.AmountOf(posting.Kind, moved), moved[0].Currency.Code);
    }
}
