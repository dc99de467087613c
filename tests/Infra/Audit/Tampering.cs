using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Infra.Audit;

namespace PayFunctions.Tests.Infra.Audit;

/// <summary>What somebody with the storage's key could do to one row of a chain, and which link has to be named for it.</summary>
internal static class Tampering
{
    public static readonly string[] Ways = ["change", "rehash", "remove", "insert", "swap", "strip"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="rows">The whole chain.</param>
    public static async Task DoAsync(string how, TableClient table, IReadOnlyList<TableEntity> rows, int at)
    {
        var row = rows[at];
        switch (how)
        {
            case "change":
                row["Detail"] = $"{row["Detail"]}!";
                await WriteAsync(row);
                break;
            case "rehash":
                var read = AuditRows.Read(row);
                var anew = AuditRows.Write(row.PartitionKey, AuditChain.Next(new(at, read.Before), read.Entry with { Actor = "mallory" }));
                anew.RowKey = row.RowKey;
                await WriteAsync(anew);
                break;
            case "remove":
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, Cancellation);
                break;
            case "insert":
                row.RowKey += "a";
                await WriteAsync(row);
                break;
            case "swap":
                var (one, two) = (rows[First(at, rows.Count)], rows[First(at, rows.Count) + 1]);
                (one.RowKey, two.RowKey) = (two.RowKey, one.RowKey);
                await WriteAsync(one);
                await WriteAsync(two);
                break;
            case "strip":
                row["Actor"] = null;
                await WriteAsync(row);
                break;
        }

        Task WriteAsync(TableEntity changed) => table.UpsertEntityAsync(changed, TableUpdateMode.Replace, Cancellation);
    }

    /// <summary>The number of the link that has to be named.</summary>
    public static int FoundAt(string how, int at, int count) => how switch
    {
        "swap" => First(at, count) + 1,
        "rehash" => Math.Min(at + 2, count),
        "insert" => at + 2,
        _ => at + 1,
    };

    private static int First(int at, int count) => Math.Min(at, count - 2);
}
