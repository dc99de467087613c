using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Audit;

/// <summary>Proves every chain that the tables hold: orders', days' of reconciliation, and the system's.</summary>
/// <remarks>Orders that move while they are read are read again before anything is said of them.</remarks>
public sealed class AuditProof(TableAccounts accounts, SystemAudit system)
{
    /// <summary>One order; null: there is none.</summary>
    public async Task<AuditVerdict?> OrderAsync(OrderKey key, CancellationToken cancellation) =>
        await OrderAsync(OrderKeys.Partition(key), cancellation);

    /// <summary>All orders, as they come; a partition at a time is held.</summary>
    public async IAsyncEnumerable<AuditVerdict> OrdersAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (partition, rows) in PartitionsAsync(TableNames.Orders, cancellation))
        {
            var verdict = OrderProof.Verify(partition, rows);
            if (verdict?.Broken is not null) verdict = await OrderAsync(partition, cancellation);
            if (verdict is not null) yield return verdict;
        }
    }

    /// <summary>The days of reconciliation.</summary>
    public async IAsyncEnumerable<AuditVerdict> ReconciliationsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var (_, rows) in PartitionsAsync(TableNames.Reconciliations, cancellation))
        {
            if (ReconciliationProof.Verify(rows) is { } verdict) yield return verdict;
        }
    }

    /// <inheritdoc cref="SystemAudit.VerifyAsync"/>
    public Task<IReadOnlyList<AuditVerdict>> SystemAsync(string? day, CancellationToken cancellation) =>
        system.VerifyAsync(day, cancellation);

    private async Task<AuditVerdict?> OrderAsync(string partition, CancellationToken cancellation)
    {
        var rows = await accounts.Holding(TableNames.Orders, partition).ReadAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), [], cancellation);
        return rows.Count == 0 ? null : OrderProof.Verify(partition, rows);
    }

    /// <summary>Rows come in the order of their partitions, and there in that of their keys.</summary>
    private async IAsyncEnumerable<(string Partition, IReadOnlyList<TableEntity> Rows)> PartitionsAsync(
        string name, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var table in accounts.Each(name))
        {
            var rows = new List<TableEntity>();
            await using var all = table.QueryAsync<TableEntity>((string?)null, cancellationToken: cancellation)
                .GetAsyncEnumerator(cancellation);
            while (await NextAsync(all))
            {
                if (rows.Count > 0 && rows[0].PartitionKey != all.Current.PartitionKey)
                {
                    yield return (rows[0].PartitionKey, rows);
                    rows = [];
                }

                rows.Add(all.Current);
            }

            if (rows.Count > 0) yield return (rows[0].PartitionKey, rows);
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<TableEntity> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (RequestFailedException e) when (e is { Status: 404, ErrorCode: "TableNotFound" })
        {
            return false;
        }
    }
}
