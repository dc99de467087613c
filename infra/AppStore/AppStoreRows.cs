using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Subscriptions;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.AppStore;

/// <summary>A subscription and its notices as rows: every column is written and read here and nowhere else.</summary>
internal static class AppStoreRows
{
    public const string Subscription = "subscription";

    /// <summary>One partition a subscription, or a purchase; what speaks of neither is under the app alone.</summary>
    public static string Partition(SubscriptionKey key) =>
        $"{TableKeys.EscapePart(key.Tenant)}|{TableKeys.EscapePart(key.App)}|{TableKeys.EscapeForeign(key.Id)}";

    public static string NoticeRow(string id) => $"notice|{TableKeys.EscapeForeign(id)}";

    public static TableEntity Write(string partition, Subscription subscription, AuditHead? end)
    {
        var row = new TableEntity(partition, Subscription)
        {
            ["State"] = subscription.State.ToString(),
            ["SignedAt"] = subscription.SignedAt,
        };
        row.SetUnlessNull("TransactionId", subscription.TransactionId);
        row.SetUnlessNull("ProductId", subscription.ProductId);
        row.SetUnlessNull("ExpiresAt", subscription.ExpiresAt);
        row.SetUnlessNull("Renews", subscription.Renews);
        row.SetUnlessNull("AccountToken", subscription.AccountToken);
        AuditEnd.Write(row, end);
        return row;
    }

    public static Subscription Read(SubscriptionKey key, TableEntity row) => new()
    {
        Key = key,
        State = row.Word<SubscriptionState>("State"),
        SignedAt = row.Time("SignedAt"),
        TransactionId = row.GetString("TransactionId"),
        ProductId = row.GetString("ProductId"),
        ExpiresAt = row.GetDateTimeOffset("ExpiresAt"),
        Renews = row.GetBoolean("Renews"),
        AccountToken = row.GetString("AccountToken"),
    };

    /// <summary>The notice, message and all, and what it did.</summary>
    public static TableEntity Write(
        string partition, StoreNotice notice, StoredSubscription? known, SubscriptionChange? change, DateTimeOffset at)
    {
        var row = new TableEntity(partition, NoticeRow(notice.Id))
        {
            ["Id"] = notice.Id,
            ["Type"] = notice.Type,
            ["Subtype"] = notice.Subtype,
            ["IsKnown"] = notice.IsKnown,
            ["SignedAt"] = notice.SignedAt,
            ["RecordedAt"] = at,
        };
        if (change is not null)
        {
            row["From"] = (known?.Subscription.State ?? SubscriptionState.New).ToString();
            row["To"] = change.Subscription.State.ToString();
        }

        row.SetUnlessNull("OrderId", notice.Purchase?.Key.OrderId);
        row.WriteBytes("Envelope", notice.Envelope);
        return row;
    }
}
