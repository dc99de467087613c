using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.AppStore;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Reconciliation;
using PayFunctions.Infra.Routing;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Wallets;
using PayFunctions.Infra.Webhooks;

namespace PayFunctions.Infra.Audit;

/// <summary>
/// Proves every chain that the tables hold: orders' and their messages', wallets', channels', subscriptions', days' of
/// reconciliation, and the system's.
/// </summary>
/// <remarks>What moves while it is read is read again before anything is said of it.</remarks>
public sealed class AuditProof(TableAccounts accounts, SystemAudit system)
{
    private static readonly (string Table, Proof Prove)[] Proofs =
    [
        (TableNames.Orders, Orders),
        (TableNames.Wallets, Wallets),
        (TableNames.Channels, (partition, rows, since) => One(ChannelProof.Verify(partition, rows, since))),
        (TableNames.AppStore, (partition, rows, since) => One(SubscriptionAudit.Verify(partition, rows, since))),
        (TableNames.Reconciliations, (_, rows, _) => One(ReconciliationProof.Verify(rows))),
    ];

    private delegate IEnumerable<AuditVerdict> Proof(string partition, IReadOnlyList<TableEntity> rows, AuditSince since);

    /// <summary>One order and its messages; none: there is no such order.</summary>
    public async Task<IReadOnlyList<AuditVerdict>> OrderAsync(OrderKey key, CancellationToken cancellation) =>
        await AgainAsync(TableNames.Orders, OrderKeys.Partition(key), Orders, await SinceAsync(cancellation), cancellation);

    /// <summary>One wallet; none: there is no such account.</summary>
    public async Task<IReadOnlyList<AuditVerdict>> WalletAsync(string tenant, string account, CancellationToken cancellation) =>
        await AgainAsync(
            TableNames.Wallets, WalletRows.Partition(tenant, account), Wallets, await SinceAsync(cancellation), cancellation);

    /// <summary>All of them, as they come; a partition at a time is held.</summary>
    public async IAsyncEnumerable<AuditVerdict> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var since = await SinceAsync(cancellation);
        foreach (var (table, prove) in Proofs)
        {
            await foreach (var (partition, rows) in PartitionsAsync(table, cancellation))
            {
                IReadOnlyList<AuditVerdict> verdicts = [.. prove(partition, rows, since)];
                if (verdicts.Any(verdict => verdict.Broken is not null))
                    verdicts = await AgainAsync(table, partition, prove, since, cancellation);
                foreach (var verdict in verdicts) yield return verdict;
            }
        }

        foreach (var verdict in await system.VerifyAsync(day: null, cancellation)) yield return verdict;
    }

    /// <inheritdoc cref="SystemAudit.VerifyAsync"/>
    public Task<IReadOnlyList<AuditVerdict>> SystemAsync(string? day, CancellationToken cancellation) =>
        system.VerifyAsync(day, cancellation);

    private static IEnumerable<AuditVerdict> Orders(string partition, IReadOnlyList<TableEntity> rows, AuditSince since) =>
        [.. One(OrderProof.Verify(partition, rows, since)), .. DeliveryProof.Verify(partition, rows, since)];

    private static IEnumerable<AuditVerdict> Wallets(string partition, IReadOnlyList<TableEntity> rows, AuditSince since) =>
        [WalletProof.Verify(partition, rows, since)];

    private static IEnumerable<AuditVerdict> One(AuditVerdict? verdict) => verdict is null ? [] : [verdict];

    private async Task<AuditSince> SinceAsync(CancellationToken cancellation) => new(await system.BeganAsync(cancellation));

    private async Task<IReadOnlyList<AuditVerdict>> AgainAsync(
        string table, string partition, Proof prove, AuditSince since, CancellationToken cancellation)
    {
        var rows = await accounts.Holding(table, partition).ReadAllAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), [], cancellation);
        return rows.Count == 0 ? [] : [.. prove(partition, rows, since)];
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
