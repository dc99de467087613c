using Azure.Data.Tables;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Healing;
using PayFunctions.Infra.Refunds;
using PayFunctions.Infra.Splits;

namespace PayFunctions.Infra.Orders;

/// <summary>All rows of an order's partition, told apart by their keys.</summary>
internal static class StoryRows
{
    public static readonly string[] LedgerColumns = ["PartitionKey", "RowKey", .. LedgerRows.Columns];

    public static readonly string[] Columns =
        [.. new HashSet<string>([.. LedgerColumns, .. OrderRows.Columns, .. EvidenceRows.Columns, .. RefundRows.Columns,
            .. SplitRows.Columns, .. HealRows.Columns])];

    /// <returns>Null when there is no order among them.</returns>
    public static OrderStory? Read(OrderKey key, IEnumerable<TableEntity> rows)
    {
        StoredOrder? stored = null;
        var timeline = new List<TimelineEntry>();
        var postings = new List<Posting>();
        var refunds = new List<Refund>();
        var splits = new List<Split>();
        var heals = new List<Heal>();
        foreach (var row in rows)
        {
            if (row.RowKey == OrderKeys.Order) stored = OrderRows.Read(key, row);
            else if (Is(row, OrderKeys.EvidencePrefix)) timeline.Add(EvidenceRows.Read(row));
            else if (Is(row, OrderKeys.LedgerPrefix)) postings.Add(LedgerRows.Read(row));
            else if (Is(row, OrderKeys.RefundPrefix)) refunds.Add(RefundRows.Read(row).Refund);
            else if (Is(row, OrderKeys.SplitPrefix)) splits.Add(SplitRows.Read(row).Split);
            else if (Is(row, HealRows.Prefix)) heals.Add(HealRows.Read(key, row));
        }

        if (stored is null) return null;
        return new(
            stored, [.. timeline.OrderBy(entry => entry.RecordedAt)], postings,
            [.. refunds.OrderBy(refund => refund.RequestedAt)])
        {
            Splits = [.. splits.OrderBy(split => split.RequestedAt).ThenBy(split => split.Number, StringComparer.Ordinal)],
            Heals = [.. heals.OrderBy(heal => heal.At)],
        };
    }

    private static bool Is(TableEntity row, string prefix) => row.RowKey.StartsWith(prefix, StringComparison.Ordinal);
}
