using Azure.Data.Tables;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Orders;

/// <summary>All rows of an order's partition, told apart by their keys.</summary>
internal static class StoryRows
{
    public static readonly string[] LedgerColumns = ["PartitionKey", "RowKey", .. LedgerRows.Columns];

    public static readonly string[] Columns =
        [.. new HashSet<string>([.. LedgerColumns, .. OrderRows.Columns, .. EvidenceRows.Columns])];

    /// <returns>Null when there is no order among them.</returns>
    public static OrderStory? Read(OrderKey key, IEnumerable<TableEntity> rows)
    {
        StoredOrder? stored = null;
        var timeline = new List<TimelineEntry>();
        var postings = new List<Posting>();
        foreach (var row in rows)
        {
            if (row.RowKey == OrderKeys.Order) stored = OrderRows.Read(key, row);
            else if (Is(row, OrderKeys.EvidencePrefix)) timeline.Add(EvidenceRows.Read(row));
            else if (Is(row, OrderKeys.LedgerPrefix)) postings.Add(LedgerRows.Read(row));
        }

        return stored is null ? null : new(stored, [.. timeline.OrderBy(entry => entry.RecordedAt)], postings);
    }

    private static bool Is(TableEntity row, string prefix) => row.RowKey.StartsWith(prefix, StringComparison.Ordinal);
}
