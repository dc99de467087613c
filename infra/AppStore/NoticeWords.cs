using PayFunctions.Core.Subscriptions;

namespace PayFunctions.Infra.AppStore;

/// <summary>What a notification's type and subtype come to.</summary>
/// <param name="IsKnown">False: a word that is not documented here. Apple adds words: it is kept and acknowledged, and
/// somebody is told.</param>
internal readonly record struct NoticeMeaning(StoreMoney Money, SubscriptionEvent Happened, bool IsKnown = true);

/// <summary>Apple's words for what has happened, all of them.</summary>
/// <remarks>Source: App Store Server Notifications V2, "notificationType" and "subtype".</remarks>
internal static class NoticeWords
{
    private static readonly NoticeMeaning Bought = new(StoreMoney.Paid, SubscriptionEvent.Bought);

    private static readonly NoticeMeaning Noted = new(StoreMoney.None, SubscriptionEvent.Noted);

    private static readonly NoticeMeaning Unknown = new(StoreMoney.None, SubscriptionEvent.Noted, IsKnown: false);

    /// <param name="subtype">Empty where there is none.</param>
    public static NoticeMeaning Read(string type, string subtype) => (type, subtype) switch
    {
        ("SUBSCRIBED", "INITIAL_BUY" or "RESUBSCRIBE") => Bought,
        ("DID_RENEW", "" or "BILLING_RECOVERY") => new(StoreMoney.Paid, SubscriptionEvent.Renewed),
        ("OFFER_REDEEMED", "" or "INITIAL_BUY" or "RESUBSCRIBE" or "UPGRADE") => Bought,
        ("OFFER_REDEEMED", "DOWNGRADE") => Noted, // From the next period on: that one's renewal tells of its money.
        ("DID_CHANGE_RENEWAL_PREF", "UPGRADE") => Bought, // At once, by a transaction of its own.
        ("DID_CHANGE_RENEWAL_PREF", "" or "DOWNGRADE") => Noted,
        ("DID_CHANGE_RENEWAL_STATUS", "AUTO_RENEW_ENABLED" or "AUTO_RENEW_DISABLED") => Noted,
        ("ONE_TIME_CHARGE", "") => Bought,

        ("DID_FAIL_TO_RENEW", "") => new(StoreMoney.None, SubscriptionEvent.RenewalFailed),
        ("DID_FAIL_TO_RENEW", "GRACE_PERIOD") => new(StoreMoney.None, SubscriptionEvent.RenewalFailedInGrace),
        ("GRACE_PERIOD_EXPIRED", "") => new(StoreMoney.None, SubscriptionEvent.GraceEnded),
        ("EXPIRED", "VOLUNTARY" or "BILLING_RETRY" or "PRICE_INCREASE" or "PRODUCT_NOT_FOR_SALE") =>
            new(StoreMoney.None, SubscriptionEvent.Expired),
        ("RENEWAL_EXTENDED", "") => new(StoreMoney.None, SubscriptionEvent.Extended),
        ("RENEWAL_EXTENSION", "SUMMARY" or "FAILURE") => Noted,

        ("REFUND", "") => new(StoreMoney.Refunded, SubscriptionEvent.Refunded),
        ("REFUND_REVERSED", "") => new(StoreMoney.RefundReversed, SubscriptionEvent.RefundReversed),
        ("REFUND_DECLINED", "") => Noted,
        ("REVOKE", "") => new(StoreMoney.Revoked, SubscriptionEvent.Revoked),

        ("PRICE_INCREASE", "PENDING" or "ACCEPTED") => Noted,
        ("PRICE_CHANGE" or "CONSUMPTION_REQUEST" or "RESCIND_CONSENT", "") => Noted,
        ("METADATA_UPDATE" or "MIGRATION", "") => Noted,
        ("EXTERNAL_PURCHASE_TOKEN", "" or "UNREPORTED") => Noted,
        ("TEST", "") => Noted,
        _ => Unknown,
    };
}
