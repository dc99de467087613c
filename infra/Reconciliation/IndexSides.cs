using Azure.Data.Tables;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Reconciliation;

/// <summary>A day of ours twice: as the index tells it, and as the orders do. Row after row, nothing of it kept.</summary>
internal sealed class IndexSides(TableAccounts accounts, RunKey key, DayWindow window)
{
    private readonly DateTimeOffset _end = window.Start.AddDays(1);

    /// <summary>What the index has.</summary>
    public async Task EachIndexedAsync(Action<IndexLine> take, CancellationToken cancellation)
    {
        for (var day = ChinaDay.Of(window.Start); day <= ChinaDay.Of(_end.AddTicks(-1)); day = day.AddDays(1))
        {
            for (var bucket = 0; bucket < LedgerDayRows.Buckets; bucket++)
            {
                var table = accounts.Holding(TableNames.LedgerDays, LedgerDayRows.Partition(day, bucket));
                await table.EachAsync(LedgerDayRows.Filter(day, bucket, key.Tenant, key.Channel), IndexLine.Columns, Take, cancellation);
            }
        }

        void Take(TableEntity row)
        {
            var line = IndexLine.Of(row);
            if (line.At >= window.Start && line.At < _end) take(line);
        }
    }

    /// <summary>What the orders posted. No key leads there but the order's own: each account's orders are gone through.</summary>
    public async Task EachPostedAsync(Action<IndexLine> take, CancellationToken cancellation)
    {
        var tenant = TableKeys.EscapePart(key.Tenant);
        var (first, last) = ($"{tenant}|", $"{tenant}}}");
        var (from, to) = (OrderKeys.LedgerPrefix, OrderKeys.After(OrderKeys.LedgerPrefix));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {first} and PartitionKey lt {last} and RowKey ge {from} and RowKey lt {to} and At ge {window.Start} and At lt {_end}");
        foreach (var table in accounts.Each(TableNames.Orders))
            await table.EachAsync(filter, StoryRows.LedgerColumns, Take, cancellation);

        void Take(TableEntity row)
        {
            if (IndexLine.Of(row.PartitionKey, LedgerRows.Read(row), key.Channel) is { } line) take(line);
        }
    }
}
