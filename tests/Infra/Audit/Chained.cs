using Azure;
using Azure.Data.Tables;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Tests.Infra.Audit;

/// <summary>Something with a chain of two rows or more, as its partition holds it.</summary>
internal sealed class Chained(TableAccounts accounts, string table, string partition, string prefix)
{
    public required Func<string, IReadOnlyList<TableEntity>, AuditVerdict> Prove { get; init; }

    /// <summary>One move more.</summary>
    public required Func<Task> MoveOn { get; init; }

    public TableClient Table => accounts.Holding(table, partition);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<IReadOnlyList<TableEntity>> ReadAsync() =>
        await Table.ReadAllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), [], Cancellation);

    public async Task<IReadOnlyList<TableEntity>> LinksAsync() =>
        [.. (await ReadAsync()).Where(row => ChainProof.IsOfChain(row, prefix))];

    public async Task<AuditVerdict> VerifyAsync() => Prove(partition, await ReadAsync());

    /// <summary>Leaves the rows as they were written before there was an audit.</summary>
    public async Task ForgetAsync()
    {
        foreach (var row in await ReadAsync())
        {
            if (ChainProof.IsOfChain(row, prefix) || row.RowKey == AuditRows.Head)
            {
                await Table.DeleteEntityAsync(partition, row.RowKey, ETag.All, Cancellation);
            }
            else if (row.ContainsKey("AuditHash"))
            {
                foreach (var column in AuditEnd.Columns) row[column] = null;
                await Table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);
            }
        }
    }
}
