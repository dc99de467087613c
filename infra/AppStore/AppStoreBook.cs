using Microsoft.Extensions.Logging;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Subscriptions;
using PayFunctions.Infra.Telemetry;

namespace PayFunctions.Infra.AppStore;

/// <summary>How a notice was taken.</summary>
public enum NoticeOutcome
{
    /// <summary>It moved its subscription.</summary>
    Moved,

    /// <summary>It is kept; nothing moved by it.</summary>
    Noted,

    /// <summary>It was taken before: its notificationUUID is there.</summary>
    Repeat,

    /// <summary>Others kept winning the race for the subscription: nothing was written, come again.</summary>
    Contended,
}

/// <summary>The one door to subscriptions: a notice and what it makes of its subscription, all or none.</summary>
public sealed class AppStoreBook(AppStoreStore store, TimeProvider clock, ILogger<AppStoreBook> log)
{
    private const int Tries = 5;

    /// <summary>One read and one transaction; the transaction alone where no subscription is spoken of.</summary>
    public async Task<NoticeOutcome> TakeAsync(StoreNotice notice, CancellationToken cancellation)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var known = notice.Subscription is null ? null : await store.ReadAsync(KeyOf(notice), cancellation);
            var change = Decide(known?.Subscription, notice);
            switch (await store.CommitAsync(notice, known, change, clock.GetUtcNow(), cancellation))
            {
                case NoticeCommit.Committed:
                    return Tell(notice, known?.Subscription.State ?? SubscriptionState.New, change);
                case NoticeCommit.NoticeExists:
                    return NoticeOutcome.Repeat;
                case NoticeCommit.SubscriptionMoved:
                    break; // Read it again and decide anew.
            }
        }

        return NoticeOutcome.Contended;
    }

    /// <summary>A point read: one request.</summary>
    public async Task<Subscription?> FindAsync(SubscriptionKey key, CancellationToken cancellation) =>
        (await store.ReadAsync(key, cancellation))?.Subscription;

    internal static SubscriptionKey KeyOf(StoreNotice notice) =>
        new(notice.Tenant, notice.BundleId, notice.OriginalTransactionId ?? "");

    private static SubscriptionChange? Decide(Subscription? known, StoreNotice notice) =>
        notice.Subscription is { } says ? SubscriptionDecision.Decide(known, KeyOf(notice), says) : null;

    private NoticeOutcome Tell(StoreNotice notice, SubscriptionState from, SubscriptionChange? change)
    {
        if (change is null) return NoticeOutcome.Noted;
        var (key, to) = ($"{notice.BundleId}/{notice.OriginalTransactionId}", change.Subscription.State);
        if (change.IsMended) log.Mended(key, notice.Type, $"{to}");
        if (change.Verdict == Verdict.Refused)
        {
            log.Contradicted(key, notice.Type, $"{from}");
            PayFunctionsTelemetry.EvidenceRefusals.Add(1, new("machine", "subscription"), new("reason", notice.Type));
        }

        PayFunctionsTelemetry.StateTransitions.Add(
            1, new("machine", "subscription"), new("from", $"{from}"), new("to", $"{to}"), new("repeat", from == to));
        if (change.Verdict != Verdict.Moved) return NoticeOutcome.Noted;
        log.Moved(key, notice.Type, $"{from}", $"{to}");
        return NoticeOutcome.Moved;
    }
}
