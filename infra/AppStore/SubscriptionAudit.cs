using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Subscriptions;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.AppStore;

/// <summary>A subscription's moves as links of its chain, and the proof of it.</summary>
internal static class SubscriptionAudit
{
    private const string By = " by ";

    /// <summary>The name that a subscription's chain hangs on: its partition's.</summary>
    public static string ChainOf(string partition) => $"subscription {partition}";

    /// <returns>The chain's end and its new row; as it was where the subscription does not move.</returns>
    public static (AuditHead? End, List<TableTransactionAction> Rows) Of(
        string partition, StoreNotice notice, StoredSubscription? known, SubscriptionChange change, DateTimeOffset at)
    {
        if (change.Verdict != Verdict.Moved) return (known?.Audit, []);
        var entry = AuditMove.Entry(
            at, "Notification appstore", notice.Type, "subscription",
            (known?.Subscription.State ?? SubscriptionState.New).ToString(), change.Subscription.State.ToString(),
            $"{notice.Subtype}{By}{notice.Id} sha256 {EnvelopeDigest.Of(headers: null, notice.Envelope)}");
        return AuditEnd.Extend(ChainOf(partition), partition, known?.Audit, [entry]);
    }

    /// <param name="rows">A whole partition, in the order of its keys.</param>
    /// <returns>Null: it holds no subscription, or one that never moved.</returns>
    public static AuditVerdict? Verify(string partition, IReadOnlyList<TableEntity> rows, AuditSince since)
    {
        var name = ChainOf(partition);
        var stands = rows.FirstOrDefault(row => row.RowKey == AppStoreRows.Subscription);
        if (stands is null) return rows.Any(ChainProof.IsOfChain) ? new(name, 0, new(1, "its subscription is gone")) : null;
        var state = stands.Text("State");
        if (AuditEnd.Read(stands) is not { } end)
        {
            if (rows.Any(ChainProof.IsOfChain)) return new(name, 0, new(1, "its subscription knows of no audit"));
            return state == nameof(SubscriptionState.New) ? null : since.WithoutChain(name, stands.Time("SignedAt"));
        }

        var verdict = ChainProof.Verify(name, rows, end, out var chain);
        return verdict.Broken is not null ? verdict : verdict with
        {
            Broken = Notices(rows, chain) ?? AuditMove.Contradiction(chain.LastOrDefault(), "subscription", state),
            Unproved = AuditMove.BeganLate(chain, nameof(SubscriptionState.New)),
        };
    }

    /// <summary>The message that moved it still has to be what came.</summary>
    private static BrokenLink? Notices(IReadOnlyList<TableEntity> rows, IReadOnlyList<AuditRow> chain)
    {
        var notices = rows.ToDictionary(row => row.RowKey, StringComparer.Ordinal);
        foreach (var row in chain)
        {
            var detail = row.Entry.Detail;
            var (by, digest) = (detail.IndexOf(By, StringComparison.Ordinal), detail.LastIndexOf(" sha256 ", StringComparison.Ordinal));
            if (by < 0 || digest < by) return new(row.Sequence, "it names no notice");
            var id = detail[(by + By.Length)..digest];
            if (!notices.TryGetValue(AppStoreRows.NoticeRow(id), out var kept)) return new(row.Sequence, $"its notice {id} is gone");
            if (EnvelopeDigest.Of(headers: null, kept.ReadBytes("Envelope")) != detail[(digest + 8)..])
                return new(row.Sequence, $"the message of its notice {id} is not what came");
        }

        return null;
    }
}
