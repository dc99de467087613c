using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Subscriptions;
using PayFunctions.Infra.Apple;
using PayFunctions.Infra.Callbacks;

namespace PayFunctions.Infra.AppStore;

/// <summary>Reads the App Store's notifications: every signed part verified over its bytes as they came, then whose app
/// it is for, then the words.</summary>
public sealed class AppStoreNotifications
{
    private readonly AppStoreApps _apps;
    private readonly AppStoreLeaves _leaves;
    private readonly IOptionsMonitor<CallbackOptions> _limits;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    public AppStoreNotifications(
        AppStoreApps apps, IOptions<AppStoreOptions> options, IOptionsMonitor<CallbackOptions> limits, TimeProvider clock,
        ILogger<AppStoreNotifications> log)
    {
        (_apps, _limits, _clock, _log) = (apps, limits, clock, log);
        _leaves = new(AppleRoots.Read(options.Value.RootCertificates));
    }

    /// <summary>Verifies and reads one notification. Waits for nothing.</summary>
    /// <param name="body">The bytes as received; kept in the notice as they are, so the caller does not reuse
    /// them.</param>
    public AppStoreReading Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > _limits.CurrentValue.MaxBodyBytes) return Refuse(AppStoreRefusal.TooLarge, null);
        // The notification, and what is signed inside it: together they are never longer than twice the body.
        var buffer = ArrayPool<byte>.Shared.Rent(body.Length * 2);
        try
        {
            return ReadBody(body, buffer);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Refuse(AppStoreRefusal.Malformed, null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private AppStoreReading ReadBody(ReadOnlyMemory<byte> body, Span<byte> buffer)
    {
        var message = NoticeBody.SignedPayload(body.Span);
        var opened = SignedMessage.Open(_leaves, message, buffer, _clock.GetUtcNow());
        if (opened.Refusal is { } refusal) return Refuse(refusal, null);

        var told = NoticePayload.Read(buffer[..opened.Length]);
        if (told is not { Type: { } type, Id: { Length: > 0 } id, SignedAt: { } signedAt })
            return Refuse(AppStoreRefusal.Malformed, told.BundleId);
        if (!opened.Leaf!.Holds(signedAt)) return Refuse(AppStoreRefusal.CertificateNotInForce, told.BundleId);
        if (told.BundleId is not { } bundleId || _apps.Find(bundleId) is not { } app)
            return Refuse(AppStoreRefusal.OtherApp, told.BundleId);
        if (app.AppAppleId is { } ours && told.AppAppleId != ours) return Refuse(AppStoreRefusal.OtherApp, bundleId);
        if (told.Environment != app.Environment) return Refuse(AppStoreRefusal.OtherEnvironment, bundleId);

        var meaning = NoticeWords.Read(type, told.Subtype ?? "");
        if (!meaning.IsKnown) _log.UnknownWord(bundleId, type, told.Subtype ?? "");
        var notice = new StoreNotice(
            app.Tenant, bundleId, id, type, told.Subtype ?? "", signedAt, meaning.IsKnown, body);
        return ReadParts(app, told, meaning, notice, buffer[opened.Length..]);
    }

    private AppStoreReading ReadParts(
        AppStoreApp app, in NoticePayload told, NoticeMeaning meaning, StoreNotice notice, Span<byte> buffer)
    {
        var transaction = default(TransactionPayload?);
        var renewal = default(RenewalPayload?);
        if (!told.Transaction.IsEmpty)
        {
            var opened = SignedMessage.Open(_leaves, told.Transaction, buffer, _clock.GetUtcNow());
            if (opened.Refusal is { } refusal) return Refuse(refusal, app.BundleId);
            transaction = TransactionPayload.Read(buffer[..opened.Length]);
            if (Wrong(app, transaction.Value, opened.Leaf!) is { } wrong) return Refuse(wrong, app.BundleId);
        }

        if (!told.Renewal.IsEmpty)
        {
            var opened = SignedMessage.Open(_leaves, told.Renewal, buffer, _clock.GetUtcNow());
            if (opened.Refusal is { } refusal) return Refuse(refusal, app.BundleId);
            renewal = RenewalPayload.Read(buffer[..opened.Length]);
            if (Wrong(app, renewal.Value, opened.Leaf!) is { } wrong) return Refuse(wrong, app.BundleId);
        }

        if (transaction is null && meaning.Money != StoreMoney.None)
            return Refuse(AppStoreRefusal.Malformed, app.BundleId);
        return Understand(app, meaning, notice, transaction, renewal, told.Status);
    }

    private AppStoreReading Understand(
        AppStoreApp app, NoticeMeaning meaning, StoreNotice notice, TransactionPayload? transaction,
        RenewalPayload? renewal, long? status)
    {
        var original = transaction?.OriginalTransactionId ?? renewal?.OriginalTransactionId;
        var areOfOne = transaction is null || renewal is null
            || transaction.Value.OriginalTransactionId == renewal.Value.OriginalTransactionId;
        if (!areOfOne || status is < 1 or > 5) return Refuse(AppStoreRefusal.Malformed, app.BundleId);
        notice = notice with { OriginalTransactionId = original };
        if (original is not null && (transaction is null || transaction.Value.Kind == PurchaseReading.Subscription))
            notice = notice with { Subscription = Standing(notice, meaning, transaction, renewal, status) };
        if (transaction is not { } told) return new(notice, null);

        if (!PurchaseReading.TryRead(app, told, out var purchase) || original is null)
            return Refuse(AppStoreRefusal.Malformed, app.BundleId);
        if (meaning.Money == StoreMoney.None || purchase is null) return new(notice, null);
        return new(notice with
        {
            Purchase = purchase,
            Paid = NoticeEvidence.Paid(notice, purchase, meaning.Money),
            Since = NoticeEvidence.Since(notice, purchase, told, meaning.Money),
        }, null);
    }

    private static SubscriptionNotice Standing(
        StoreNotice notice, NoticeMeaning meaning, TransactionPayload? transaction, RenewalPayload? renewal,
        long? status) => new(
            meaning.Happened, notice.SignedAt, StateOf(status), transaction?.TransactionId, transaction?.ProductId,
            transaction?.ExpiresAt, renewal?.AutoRenewStatus is { } renews ? renews == 1 : null,
            transaction?.AccountToken);

    private static SubscriptionState? StateOf(long? status) => status switch
    {
        1 => SubscriptionState.Active,
        2 => SubscriptionState.Expired,
        3 => SubscriptionState.BillingRetry,
        4 => SubscriptionState.GracePeriod,
        5 => SubscriptionState.Revoked,
        _ => null,
    };

    private static AppStoreRefusal? Wrong(AppStoreApp app, in TransactionPayload told, AppStoreLeaf leaf)
    {
        if (told.SignedAt is not { } signedAt) return AppStoreRefusal.Malformed;
        if (!leaf.Holds(signedAt)) return AppStoreRefusal.CertificateNotInForce;
        if (told.BundleId != app.BundleId) return AppStoreRefusal.OtherApp;
        return told.Environment == app.Environment ? null : AppStoreRefusal.OtherEnvironment;
    }

    private static AppStoreRefusal? Wrong(AppStoreApp app, in RenewalPayload told, AppStoreLeaf leaf)
    {
        if (told.SignedAt is not { } signedAt) return AppStoreRefusal.Malformed;
        if (!leaf.Holds(signedAt)) return AppStoreRefusal.CertificateNotInForce;
        return told.Environment == app.Environment ? null : AppStoreRefusal.OtherEnvironment;
    }

    private AppStoreReading Refuse(AppStoreRefusal refusal, string? bundleId)
    {
        // A stranger's words stay out of the log.
        var isOurs = bundleId is not null && _apps.Find(bundleId) is not null;
        _log.Refused(AppStoreRefusals.Code(refusal), isOurs ? bundleId! : "-");
        return new(null, refusal);
    }
}
