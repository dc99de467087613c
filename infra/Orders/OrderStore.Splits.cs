using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Splits;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>The requests that the split book makes.</summary>
public sealed partial class OrderStore
{
    private static readonly string[] SplitColumns =
        ["PartitionKey", "RowKey", .. new HashSet<string>([.. OrderRows.Columns, .. SplitRows.Columns])];

    /// <summary>The split, or the split with one more return, and its order; or neither.</summary>
    internal async Task<Commit> CommitAsync(
        StoredOrder stored, StoredSplit? known, SplitAsked asked, DateTimeOffset at, CancellationToken cancellation)
    {
        var row = SplitRows.Write(stored.Order.Key, asked.Split!);
        if (stored.Version == default || known?.Version == default(ETag)) return new(CommitResult.OrderMoved);
        var (marks, audit) = stored.Marks.With(stored.Order.Key, [OrderAudit.Of(asked, at)]);
        List<TableTransactionAction> actions =
        [
            known is null
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, known.Version),
            Replace(asked.Order, marks, stored),
            .. audit,
        ];
        return await SubmitAsync(actions, asked.Order, marks, cancellation);
    }

    /// <summary>Evidence, split and postings, and the order with its audit: all or none.</summary>
    internal async Task<Commit> CommitAsync(
        SplitOfOrder known, SplitChange change, SplitEvidence evidence, DateTimeOffset at,
        CancellationToken cancellation)
    {
        var (stored, split) = (known.Order, known.Split);
        var key = stored.Order.Key;
        if (stored.Version == default || split.Version == default) return new(CommitResult.OrderMoved);
        var (from, to) = (StateOf(split.Split, evidence), StateOf(change.Split, evidence));
        var (marks, audit) = stored.Marks
            .Saw(evidence.Source, evidence.Id, EnvelopeDigest.Of(evidence.EnvelopeHeaders, evidence.Envelope))
            .With(key, [OrderAudit.Of(split.Split, evidence, from, to, at)]);
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.Add, SplitEvidenceRows.Write(key, evidence, from, to, at)),
            Replace(change.Order, marks, stored),
            new(TableTransactionActionType.UpdateReplace, SplitRows.Write(key, change.Split), split.Version),
            .. Postings(key, change.Postings),
            .. Messages(key, change.Messages),
            .. audit,
        ];
        return await SubmitAsync(actions, change.Order, marks, cancellation);
    }

    /// <summary>The order and one split of it, by one query.</summary>
    internal async Task<(StoredOrder? Order, StoredSplit? Split)> ReadWithSplitAsync(
        OrderKey key, string splitId, CancellationToken cancellation)
    {
        var (partition, order, split) = (OrderKeys.Partition(key), OrderKeys.Order, OrderKeys.Split(splitId));
        var rows = await Table(partition).ReadAllAsync(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {partition} and (RowKey eq {order} or RowKey eq {split})"),
            SplitColumns, cancellation);
        var (orderRow, splitRow) = (rows.Find(row => row.RowKey == order), rows.Find(row => row.RowKey == split));
        return (
            orderRow is null ? null : Joined(OrderRows.Read(key, orderRow)),
            splitRow is null ? null : SplitRows.Read(splitRow));
    }

    internal async Task<StoredSplit?> ReadSplitAsync(OrderKey key, string splitId, CancellationToken cancellation)
    {
        var partition = OrderKeys.Partition(key);
        var row = await Table(partition).GetEntityIfExistsAsync<TableEntity>(
            partition, OrderKeys.Split(splitId), cancellationToken: cancellation);
        return row.HasValue ? SplitRows.Read(row.Value!) : null;
    }

    /// <summary>The order and all of its splits, by one query.</summary>
    internal async Task<SplitsOfOrder?> ReadWithSplitsAsync(OrderKey key, CancellationToken cancellation)
    {
        var (partition, order) = (OrderKeys.Partition(key), OrderKeys.Order);
        var (first, end) = (OrderKeys.SplitPrefix, OrderKeys.After(OrderKeys.SplitPrefix));
        var rows = await Table(partition).ReadAllAsync(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {partition} and (RowKey eq {order} or (RowKey ge {first} and RowKey lt {end}))"),
            SplitColumns, cancellation);
        if (rows.Find(row => row.RowKey == order) is not { } orderRow) return null;
        return new(
            Joined(OrderRows.Read(key, orderRow)),
            [.. rows.Where(row => row != orderRow).Select(SplitRows.Read)]);
    }

    /// <summary>A word beside a split that changes nothing of it; a lost race leaves it unsaid.</summary>
    internal async Task NoteAsync(OrderKey key, StoredSplit known, Split noted, CancellationToken cancellation)
    {
        try
        {
            await Table(OrderKeys.Partition(key)).UpdateEntityAsync(
                SplitRows.Write(key, noted), known.Version, TableUpdateMode.Replace, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return; // It has moved since: what it waited for is no longer what it waits for.
        }
    }

    /// <summary>The index row of a split's posting, or of a return's.</summary>
    internal Task IndexDayAsync(
        OrderKey key, int posting, string kind, DateTimeOffset at, CancellationToken cancellation) =>
        IndexAsync(LedgerDayRows.Write(key, posting, kind, at), cancellation);

    private static SplitState StateOf(Split split, SplitEvidence evidence) =>
        evidence.ReturnId is { } id ? split.Return(id)!.State : split.State;
}
