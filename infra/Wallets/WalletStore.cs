using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Wallets;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Wallets;

/// <summary>A hold and its account as they were read, each with its version.</summary>
internal sealed record WalletRead(Wallet? Wallet, ETag WalletVersion, Hold? Hold, ETag HoldVersion);

/// <summary>The requests that the wallet book makes.</summary>
public sealed class WalletStore(TableAccounts accounts)
{
    /// <summary>The balance and one hold: one request.</summary>
    internal async Task<WalletRead> ReadAsync(
        string tenant, string account, string holdId, CancellationToken cancellation)
    {
        var (partition, hold) = (WalletRows.Partition(tenant, account), WalletRows.HoldRow(holdId));
        var rows = await Table(partition).ReadAllAsync(
            TableClient.CreateQueryFilter(
                $"PartitionKey eq {partition} and (RowKey eq {WalletRows.Balance} or RowKey eq {hold})"),
            [], cancellation);
        var (balanceRow, holdRow) =
            (rows.Find(row => row.RowKey == WalletRows.Balance), rows.Find(row => row.RowKey == hold));
        return new(
            balanceRow is null ? null : WalletRows.ReadBalance(tenant, account, balanceRow), balanceRow?.ETag ?? default,
            holdRow is null ? null : WalletRows.ReadHold(holdRow), holdRow?.ETag ?? default);
    }

    internal async Task<(Wallet Wallet, ETag Version)?> ReadBalanceAsync(
        string tenant, string account, CancellationToken cancellation)
    {
        var partition = WalletRows.Partition(tenant, account);
        var row = await Table(partition).GetEntityIfExistsAsync<TableEntity>(
            partition, WalletRows.Balance, cancellationToken: cancellation);
        return row.HasValue ? (WalletRows.ReadBalance(tenant, account, row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>Hold, balance and entry, all or none.</summary>
    /// <returns>False when one of them has another version than the decision was made on.</returns>
    internal Task<bool> CommitAsync(
        string tenant, string account, WalletRead read, HoldChange change, CancellationToken cancellation)
    {
        var partition = WalletRows.Partition(tenant, account);
        var hold = WalletRows.Write(partition, change.Hold);
        List<TableTransactionAction> actions =
        [
            read.Hold is null
                ? new(TableTransactionActionType.Add, hold)
                : new(TableTransactionActionType.UpdateReplace, hold, read.HoldVersion),
        ];
        if (change.Entry is { } entry)
        {
            actions.Add(new(TableTransactionActionType.UpdateReplace, WalletRows.Write(change.Wallet!), read.WalletVersion));
            actions.Add(new(TableTransactionActionType.Add, WalletRows.Write(partition, entry)));
        }

        return SubmitAsync(partition, actions, cancellation);
    }

    /// <summary>The top-up's own row first: it makes the whole happen once.</summary>
    /// <param name="version">Default: the account is new and its balance is inserted.</param>
    internal async Task<TopUpCommit> TopUpAsync(
        Wallet after, ETag version, WalletEntry entry, CancellationToken cancellation)
    {
        var partition = WalletRows.Partition(after.Tenant, after.Account);
        var once = new TableEntity(partition, WalletRows.TopUpRow(entry.Reference)) { ["Entry"] = entry.Sequence };
        var balance = WalletRows.Write(after);
        TableTransactionAction[] actions =
        [
            new(TableTransactionActionType.Add, once),
            version == default
                ? new(TableTransactionActionType.Add, balance)
                : new(TableTransactionActionType.UpdateReplace, balance, version),
            new(TableTransactionActionType.Add, WalletRows.Write(partition, entry)),
        ];
        try
        {
            await SubmitOrCreateAsync(partition, actions, cancellation);
            return TopUpCommit.Committed;
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return e is { FailedTransactionActionIndex: 0, Status: 409 } ? TopUpCommit.DoneBefore : TopUpCommit.Stale;
        }
    }

    private async Task<bool> SubmitAsync(
        string partition, IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        try
        {
            await SubmitOrCreateAsync(partition, actions, cancellation);
            return true;
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private Task SubmitOrCreateAsync(
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
