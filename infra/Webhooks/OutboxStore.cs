using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Webhooks;

/// <summary>
/// Reads what an order has to tell, and keeps how far that has come. The messages themselves are written with the
/// order's moves, and by nobody else.
/// </summary>
public sealed class OutboxStore(TableAccounts accounts)
{
    private static readonly string[] Columns = [.. new HashSet<string>([.. OutboxRows.Columns, .. OrderRows.Columns])];

    /// <summary>One query. Null when there is no such order.</summary>
    public async Task<Outbox?> ReadAsync(OrderKey key, CancellationToken cancellation)
    {
        var partition = OrderKeys.Partition(key);
        // From the order's own row to the last message: nothing else sorts between them.
        var (first, end) = (OrderKeys.Order, OrderKeys.After(OrderKeys.OutboxPrefix));
        var rows = await Table(partition).ReadAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {end}"),
            Columns, cancellation);
        return rows.Count > 0 && rows[0].RowKey == OrderKeys.Order
            ? new(OrderRows.Read(key, rows[0]).Order, [.. rows.Skip(1).Select(OutboxRows.Read)])
            : null;
    }

    /// <summary>How far the message has come, and the link that tells of it: one request.</summary>
    /// <returns>False when the message has another version than was read.</returns>
    internal async Task<bool> RecordAsync(
        OrderKey key, StoredMessage stored, Delivery delivery, DateTimeOffset at, CancellationToken cancellation)
    {
        var (partition, sequence) = (OrderKeys.Partition(key), stored.Message.Sequence);
        var entries = DeliveryAudit.Of(sequence, stored.Delivery, delivery, at).ToList();
        var (end, links) = AuditEnd.Extend(
            DeliveryAudit.ChainOf(partition, sequence), partition, stored.Audit, entries, DeliveryAudit.Prefix(sequence));
        var row = OutboxRows.Write(key, sequence, delivery, entries.Count == 0 ? stored.Audit : end);
        try
        {
            if (links.Count == 0)
                await Table(partition).UpdateEntityAsync(row, stored.Version, TableUpdateMode.Merge, cancellation);
            else
                await Table(partition).SubmitTransactionAsync(
                    [new(TableTransactionActionType.UpdateMerge, row, stored.Version), .. links], cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }

    private TableClient Table(string partition) => accounts.Holding(TableNames.Orders, partition);
}
