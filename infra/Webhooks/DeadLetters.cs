using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Webhooks;

/// <summary>
/// Each tenant's list of messages that were given up: an index only, and the order's own row is the truth.
/// </summary>
public sealed class DeadLetters(TableAccounts accounts)
{
    public const int PageSize = 100;

    /// <param name="after">The cursor of the last that is known; null for the newest.</param>
    /// <returns>At most <see cref="PageSize"/>, the newest first.</returns>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(
        string tenant, string? after, CancellationToken cancellation)
    {
        var partition = DeadLetterRows.Partition(tenant);
        var filter = after is null
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after}");
        var rows = await Table(partition).ReadFirstAsync(filter, PageSize, DeadLetterRows.Columns, cancellation);
        return [.. rows.Select(row => DeadLetterRows.Read(tenant, row))];
    }

    /// <summary>Brings the list to what a message's own row says. Safe to repeat.</summary>
    internal Task IndexAsync(OrderKey key, StoredMessage stored, CancellationToken cancellation) =>
        stored.Delivery switch
        {
            { State: Core.Webhooks.DeliveryState.DeadLettered } => KeepAsync(key, stored, cancellation),
            { Redeliveries: > 0 } => RemoveAsync(key, stored, cancellation),
            _ => Task.CompletedTask, // It has never been on the list.
        };

    private async Task KeepAsync(OrderKey key, StoredMessage stored, CancellationToken cancellation)
    {
        var row = DeadLetterRows.Write(key, stored.Message, stored.Delivery);
        await Table(row.PartitionKey).WriteAsync(
            (table, stop) => table.UpsertEntityAsync(row, TableUpdateMode.Replace, stop), cancellation);
    }

    private Task<Response> RemoveAsync(OrderKey key, StoredMessage stored, CancellationToken cancellation)
    {
        var partition = DeadLetterRows.Partition(key.Tenant);
        return Table(partition).DeleteEntityAsync(
            partition, DeadLetterRows.RowKey(key, stored.Message), ETag.All, cancellation);
    }

    private TableClient Table(string partition) => accounts.Holding(TableNames.DeadLetters, partition);
}
