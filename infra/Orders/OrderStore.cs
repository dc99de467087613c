using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Orders;

/// <summary>The requests that the order book makes, and what the store's refusals mean.</summary>
public sealed class OrderStore(TableAccounts accounts)
{
    /// <returns>Null when the id is taken.</returns>
    internal async Task<StoredOrder?> InsertAsync(Order order, CancellationToken cancellation)
    {
        var row = OrderRows.Write(order);
        try
        {
            var response = await Table(row.PartitionKey)
                .WriteAsync((table, stop) => table.AddEntityAsync(row, stop), cancellation);
            return new(order, response.Headers.ETag ?? default);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            return null;
        }
    }

    internal async Task<StoredOrder?> ReadAsync(OrderKey key, CancellationToken cancellation)
    {
        var partition = OrderKeys.Partition(key);
        var row = await Table(partition).GetEntityIfExistsAsync<TableEntity>(
            partition, OrderKeys.Order, cancellationToken: cancellation);
        return row.HasValue ? OrderRows.Read(key, row.Value!) : null;
    }

    /// <summary>
    /// Evidence, order and postings, all or none. The evidence comes first: what the store refuses first, it names.
    /// </summary>
    internal async Task<Commit> CommitAsync(
        StoredOrder stored, OrderChange change, Evidence evidence, DateTimeOffset at, CancellationToken cancellation)
    {
        var (key, from, to) = (stored.Order.Key, stored.Order.State, change.Order.State);
        // Without a version the update would be unconditional.
        if (stored.Version == default) return new(CommitResult.OrderMoved);
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.Add, EvidenceRows.Write(key, evidence, from, to, at)),
            new(TableTransactionActionType.UpdateReplace, OrderRows.Write(change.Order), stored.Version),
            .. change.Postings.Select(
                posting => new TableTransactionAction(TableTransactionActionType.Add, LedgerRows.Write(key, posting))),
        ];
        try
        {
            var responses = await Table(OrderKeys.Partition(key)).SubmitTransactionAsync(actions, cancellation);
            return new(
                CommitResult.Committed, new(change.Order, responses.Value[1].Headers.ETag ?? default));
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            var evidenceExists = e is { FailedTransactionActionIndex: 0, ErrorCode: "EntityAlreadyExists" };
            return new(evidenceExists ? CommitResult.EvidenceExists : CommitResult.OrderMoved);
        }
    }

    /// <summary>
    /// Keeps evidence that changed nothing, so that the timeline shows it and its message can be driven again.
    /// </summary>
    internal async Task NoteAsync(Order order, Evidence evidence, DateTimeOffset at, CancellationToken cancellation)
    {
        var row = EvidenceRows.Write(order.Key, evidence, order.State, order.State, at);
        try
        {
            await Table(row.PartitionKey).AddEntityAsync(row, cancellation);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            return; // Noted before, or applied: that is what a repeat is.
        }
    }

    internal async Task<OrderStory?> ReadStoryAsync(OrderKey key, CancellationToken cancellation)
    {
        var partition = OrderKeys.Partition(key);
        var rows = await Table(partition).ReadAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), StoryRows.Columns, cancellation);
        return StoryRows.Read(key, rows);
    }

    internal async Task IndexDaysAsync(OrderKey key, CancellationToken cancellation)
    {
        var partition = OrderKeys.Partition(key);
        var (first, end) = (OrderKeys.LedgerPrefix, OrderKeys.After(OrderKeys.LedgerPrefix));
        var postings = await Table(partition).ReadAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {end}"),
            StoryRows.LedgerColumns, cancellation);
        foreach (var posting in postings) await IndexAsync(key, LedgerRows.Read(posting), cancellation);
    }

    private async Task IndexAsync(OrderKey key, Posting posting, CancellationToken cancellation)
    {
        var row = LedgerDayRows.Write(key, posting);
        await accounts.Holding(TableNames.LedgerDays, row.PartitionKey).WriteAsync(
            (table, stop) => table.UpsertEntityAsync(row, TableUpdateMode.Replace, stop), cancellation);
    }

    private TableClient Table(string partition) => accounts.Holding(TableNames.Orders, partition);
}
