using Azure;
using Azure.Data.Tables;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Ingest;

/// <summary>The very rows that callbacks left behind, written again by nothing but the table client.</summary>
internal sealed class BarePath(TableClient table, TableEntity[][] rowsOfOrders)
{
    private readonly ETag[] _versions = new ETag[rowsOfOrders.Length];

    /// <summary>Reads what a burst has written, and prepares the same orders as they stood before it.</summary>
    public static async Task<BarePath> OfAsync(
        SandboxWorld world, TableClient table, string[] orders, Func<Func<int, Task>, Task<double>> rate,
        CancellationToken cancellation)
    {
        var kept = world.Tables.GetTableClient("Orders");
        var rows = new TableEntity[orders.Length][];
        await rate(async i => rows[i] = await RowsAsync(kept, orders[i], cancellation));
        var path = new BarePath(table, rows);
        await rate(async i => path._versions[i] =
            (await table.AddEntityAsync(path.Row(i, "path", "order"), cancellation)).Headers.ETag ?? default);
        return path;
    }

    /// <summary>One conditional insert of the evidence.</summary>
    public Task InsertAsync(int order, CancellationToken cancellation) =>
        table.AddEntityAsync(Row(order, "insert", "evidence|Notification|"), cancellation);

    /// <summary>The two requests of a callback: one point read, one transaction of evidence, order and posting.</summary>
    public async Task CallbackAsync(int order, CancellationToken cancellation)
    {
        var (evidence, stands, posting) =
            (Row(order, "path", "evidence|Notification|"), Row(order, "path", "order"), Row(order, "path", "ledger|"));
        await table.GetEntityIfExistsAsync<TableEntity>(stands.PartitionKey, stands.RowKey, cancellationToken: cancellation);
        await table.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, evidence),
                new(TableTransactionActionType.UpdateReplace, stands, _versions[order]),
                new(TableTransactionActionType.Add, posting),
            ],
            cancellation);
    }

    private static async Task<TableEntity[]> RowsAsync(TableClient kept, string orderId, CancellationToken cancellation)
    {
        var partition = $"default|{orderId}";
        var rows = new List<TableEntity>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        await foreach (var row in kept.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)) rows.Add(row);
        return [.. rows];
    }

    private TableEntity Row(int order, string apart, string rowKey)
    {
        var row = Array.Find(rowsOfOrders[order], row => row.RowKey.StartsWith(rowKey, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"A callback left no row '{rowKey}'.");
        var copy = new TableEntity($"{apart}|{row.PartitionKey}", row.RowKey);
        var stored = row.Properties();
        while (stored.MoveNext())
        {
            var (column, value) = stored.Current;
            if (column is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")) copy[column] = value;
        }

        return copy;
    }
}
