using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Subscriptions;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.AppStore;

/// <summary>How a notice's transaction ended.</summary>
internal enum NoticeCommit
{
    Committed,
    NoticeExists,

    /// <summary>The subscription has another version than the decision was made on.</summary>
    SubscriptionMoved,
}

/// <param name="Audit">Where the audit of its moves ends; null: it has none yet.</param>
internal sealed record StoredSubscription(Subscription Subscription, ETag Version, AuditHead? Audit);

/// <summary>The requests that the App Store's book makes, and what the store's refusals mean.</summary>
public sealed class AppStoreStore(TableAccounts accounts)
{
    internal async Task<StoredSubscription?> ReadAsync(SubscriptionKey key, CancellationToken cancellation)
    {
        var partition = AppStoreRows.Partition(key);
        var row = await Table(partition).GetEntityIfExistsAsync<TableEntity>(
            partition, AppStoreRows.Subscription, cancellationToken: cancellation);
        return row.HasValue ? new(AppStoreRows.Read(key, row.Value!), row.Value!.ETag, AuditEnd.Read(row.Value)) : null;
    }

    /// <summary>The notice's own row first: what the store refuses first, it names.</summary>
    internal async Task<NoticeCommit> CommitAsync(
        StoreNotice notice, StoredSubscription? known, SubscriptionChange? change, DateTimeOffset at,
        CancellationToken cancellation)
    {
        var partition = AppStoreRows.Partition(AppStoreBook.KeyOf(notice));
        List<TableTransactionAction> actions =
            [new(TableTransactionActionType.Add, AppStoreRows.Write(partition, notice, known, change, at))];
        if (change is not null && change.Verdict != Verdict.Refused && change.Subscription != known?.Subscription)
        {
            var (end, audit) = SubscriptionAudit.Of(partition, notice, known, change, at);
            var row = AppStoreRows.Write(partition, change.Subscription, end);
            actions.Add(known is null
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, known.Version));
            actions.AddRange(audit);
        }

        try
        {
            await Table(partition).WriteAsync(
                (table, stop) => table.SubmitTransactionAsync(actions, stop), cancellation);
            return NoticeCommit.Committed;
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            var noticeExists = e is { FailedTransactionActionIndex: 0, ErrorCode: "EntityAlreadyExists" };
            return noticeExists ? NoticeCommit.NoticeExists : NoticeCommit.SubscriptionMoved;
        }
    }

    private TableClient Table(string partition) => accounts.Holding(TableNames.AppStore, partition);
}
