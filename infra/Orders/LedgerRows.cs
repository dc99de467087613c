using Azure.Data.Tables;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>
/// A posting as its row: its entries are numbered columns, so that they can be filtered and summed in place.
/// </summary>
internal static class LedgerRows
{
    /// <summary>The most entries a row is read with; a posting of this app has two, and a split's at most as many.</summary>
    private const int Most = 8;

    public static readonly string[] Columns =
        ["Sequence", "At", "Kind", "Entries", .. Enumerable.Range(0, Most).SelectMany(Entry)];

    public static TableEntity Write(OrderKey key, Posting posting)
    {
        if (posting.Entries.Count > Most) throw new ArgumentException($"A posting of {posting.Entries.Count} entries.");
        var row = new TableEntity(OrderKeys.Partition(key), OrderKeys.Ledger(posting.Sequence))
        {
            ["Sequence"] = posting.Sequence,
            ["At"] = posting.At,
            ["Kind"] = posting.Kind,
            ["Entries"] = posting.Entries.Count,
        };
        for (var index = 0; index < posting.Entries.Count; index++)
        {
            var entry = posting.Entries[index];
            row[$"Account{index}"] = entry.Account;
            row[$"Debit{index}"] = entry.Debit;
            row[$"Credit{index}"] = entry.Credit;
            row[$"Currency{index}"] = entry.Currency.Code;
        }

        return row;
    }

    public static Posting Read(TableEntity row)
    {
        var entries = new Entry[row.Count("Entries")];
        for (var index = 0; index < entries.Length; index++)
        {
            entries[index] = new(
                row.Text($"Account{index}"), row.Number($"Debit{index}"), row.Number($"Credit{index}"),
                row.Currency($"Currency{index}"));
        }

        return new(row.Count("Sequence"), row.Time("At"), row.Text("Kind"), entries);
    }

    private static IEnumerable<string> Entry(int index) =>
        [$"Account{index}", $"Debit{index}", $"Credit{index}", $"Currency{index}"];
}
