using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;
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

    /// <returns>False when the message has another version than was read.</returns>
    internal async Task<bool> RecordAsync(
        OrderKey key, StoredMessage stored, Delivery delivery, CancellationToken cancellation)
    {
        var row = OutboxRows.Write(key, stored.Message.Sequence, delivery);
        try
        {
            await Table(row.PartitionKey).UpdateEntityAsync(row, stored.Version, TableUpdateMode.Merge, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
    }

    private TableClient Table(string partition) => accounts.Holding(TableNames.Orders, partition);
}
