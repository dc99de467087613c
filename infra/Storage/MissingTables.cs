using Azure;
using Azure.Data.Tables;

namespace PayFunctions.Infra.Storage;

/// <summary>
/// A table that the start has not made yet, or that someone dropped: it reads as empty, and a write makes it.
/// </summary>
internal static class MissingTables
{
    public static async Task<T> WriteAsync<T>(
        this TableClient table, Func<TableClient, CancellationToken, Task<T>> write, CancellationToken cancellation)
    {
        try
        {
            return await write(table, cancellation);
        }
        catch (RequestFailedException e) when (e is { Status: 404, ErrorCode: "TableNotFound" })
        {
            await table.CreateIfNotExistsAsync(cancellation);
            return await write(table, cancellation);
        }
    }

    public static Task<List<TableEntity>> ReadAllAsync(
        this TableClient table, string filter, IEnumerable<string> columns, CancellationToken cancellation) =>
        table.ReadFirstAsync(filter, null, columns, cancellation);

    /// <summary>Row after row, none of them kept.</summary>
    public static async Task EachAsync(
        this TableClient table, string filter, IEnumerable<string> columns, Action<TableEntity> take, CancellationToken cancellation)
    {
        try
        {
            await foreach (var row in table.QueryAsync<TableEntity>(filter, null, columns, cancellation)) take(row);
        }
        catch (RequestFailedException e) when (e is { Status: 404, ErrorCode: "TableNotFound" })
        {
            return; // There is nothing yet.
        }
    }

    /// <param name="most">How many are wanted; null for all.</param>
    public static async Task<List<TableEntity>> ReadFirstAsync(
        this TableClient table, string filter, int? most, IEnumerable<string> columns, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        try
        {
            await foreach (var row in table.QueryAsync<TableEntity>(filter, most, columns, cancellation))
            {
                rows.Add(row);
                if (rows.Count == most) break;
            }
        }
        catch (RequestFailedException e) when (e is { Status: 404, ErrorCode: "TableNotFound" })
        {
            rows.Clear();
        }

        return rows;
    }
}
