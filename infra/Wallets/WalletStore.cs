using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Wallets;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Wallets;

/// <summary>A hold, its account and where their audit ends as they were read, each with its version.</summary>
internal sealed record WalletRead(Wallet? Wallet, ETag WalletVersion, Hold? Hold, ETag HoldVersion, AuditHead? Audit, ETag AuditVersion);

/// <summary>The requests that the wallet book makes.</summary>
public sealed class WalletStore(TableAccounts accounts)
{
    /// <summary>The balance, the audit's end and one hold: one request.</summary>
    /// <param name="holdId">Null: no hold.</param>
    internal async Task<WalletRead> ReadAsync(
        string tenant, string account, string? holdId, CancellationToken cancellation)
    {
        var (partition, hold) = (WalletRows.Partition(tenant, account), WalletRows.HoldRow(holdId ?? ""));
        var rows = await Table(partition).ReadAllAsync(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {partition} and (RowKey eq {WalletRows.Balance} or RowKey eq {AuditRows.Head} or RowKey eq {hold})"),
            [], cancellation);
        var (balanceRow, holdRow, auditRow) = (Find(WalletRows.Balance), Find(hold), Find(AuditRows.Head));
        return new(
            balanceRow is null ? null : WalletRows.ReadBalance(tenant, account, balanceRow), balanceRow?.ETag ?? default,
            holdRow is null ? null : WalletRows.ReadHold(holdRow), holdRow?.ETag ?? default,
            auditRow is null ? null : AuditRows.ReadHead(auditRow), auditRow?.ETag ?? default);

        TableEntity? Find(string key) => rows.Find(row => row.RowKey == key);
    }

    internal async Task<Wallet?> FindAsync(string tenant, string account, CancellationToken cancellation)
    {
        var partition = WalletRows.Partition(tenant, account);
        var row = await Table(partition).GetEntityIfExistsAsync<TableEntity>(
            partition, WalletRows.Balance, cancellationToken: cancellation);
        return row.HasValue ? WalletRows.ReadBalance(tenant, account, row.Value!) : null;
    }

    /// <summary>Hold, balance, entry and audit, all or none.</summary>
    /// <returns>False when one of them has another version than the decision was made on.</returns>
    internal async Task<bool> CommitAsync(
        string tenant, string account, WalletRead read, HoldChange change, AuditEntry audit, CancellationToken cancellation)
    {
        var partition = WalletRows.Partition(tenant, account);
        List<TableTransactionAction> actions =
            [Write(WalletRows.Write(partition, change.Hold), read.HoldVersion), .. Audit(partition, read, audit)];
        if (change.Entry is { } entry)
        {
            actions.Add(Write(WalletRows.Write(change.Wallet!), read.WalletVersion));
            actions.Add(new(TableTransactionActionType.Add, WalletRows.Write(partition, entry)));
        }

        try
        {
            await SubmitAsync(partition, actions, cancellation);
            return true;
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>The top-up's own row first: it makes the whole happen once.</summary>
    internal async Task<TopUpCommit> TopUpAsync(
        WalletRead read, Wallet after, WalletEntry entry, CancellationToken cancellation)
    {
        var partition = WalletRows.Partition(after.Tenant, after.Account);
        var once = new TableEntity(partition, WalletRows.TopUpRow(entry.Reference)) { ["Entry"] = entry.Sequence };
        TableTransactionAction[] actions =
        [
            new(TableTransactionActionType.Add, once),
            Write(WalletRows.Write(after), read.WalletVersion),
            new(TableTransactionActionType.Add, WalletRows.Write(partition, entry)),
            .. Audit(partition, read, WalletAudit.Of(after, entry)),
        ];
        try
        {
            await SubmitAsync(partition, actions, cancellation);
            return TopUpCommit.Committed;
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return e is { FailedTransactionActionIndex: 0, Status: 409 } ? TopUpCommit.DoneBefore : TopUpCommit.Stale;
        }
    }

    /// <param name="version">Default: the row is new.</param>
    private static TableTransactionAction Write(TableEntity row, ETag version) => version == default
        ? new(TableTransactionActionType.Add, row)
        : new(TableTransactionActionType.UpdateReplace, row, version);

    /// <summary>The end has a row of its own: a cancel may come before its account.</summary>
    private static IEnumerable<TableTransactionAction> Audit(string partition, WalletRead read, AuditEntry entry)
    {
        var (end, rows) = AuditEnd.Extend(WalletAudit.ChainOf(partition), partition, read.Audit, [entry]);
        return [.. rows, Write(AuditRows.WriteHead(partition, end), read.AuditVersion)];
    }

    private Task SubmitAsync(
        string partition, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation) =>
        Table(partition).WriteAsync((table, stop) => table.SubmitTransactionAsync(actions, stop), cancellation);

    private TableClient Table(string partition) => accounts.Holding(TableNames.Wallets, partition);
}

/// <summary>How a top-up's transaction ended.</summary>
internal enum TopUpCommit
{
    Committed,
    DoneBefore,

    /// <summary>The balance has moved: read it again.</summary>
    Stale,
}
