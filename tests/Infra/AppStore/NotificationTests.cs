using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Subscriptions;
using PayFunctions.Infra.AppStore;
using PayFunctions.Sandbox.Apple;

namespace PayFunctions.Tests.Infra.AppStore;

public class NotificationTests
{
    private readonly StoreSide _store = new();

    [Fact]
    public void A_purchase_is_evidence_of_its_money_and_says_where_the_subscription_stands()
    {
        var notice = Genuine(StoreSide.Subscribed());

        Assert.Equal(new OrderKey("default", "appstore-200000000000001"), notice.Purchase!.Key);
        Assert.Equal(new Money(1234, Currency.Cny), notice.Purchase.Price);
        Assert.Equal((OrderEvent.PaymentSucceeded, notice.Id), (notice.Paid!.Event, notice.Paid.Id));
        Assert.Null(notice.Since);
        Assert.Equal(
            (SubscriptionEvent.Bought, SubscriptionState.Active, true),
            (notice.Subscription!.Event, notice.Subscription.States, notice.Subscription.Renews));
    }

    [Theory]
    [InlineData("REFUND", OrderEvent.RefundedInFull)]
    [InlineData("REFUND_REVERSED", OrderEvent.RefundReversed)]
    [InlineData("REVOKE", OrderEvent.PaymentRevoked)]
    public void What_happened_since_proves_the_payment_too(string type, OrderEvent happened)
    {
        var notice = Genuine(new(type, null, "id-1", StoreSide.Bought(), 5));

        Assert.Equal((OrderEvent.PaymentSucceeded, "id-1-purchase"), (notice.Paid!.Event, notice.Paid.Id));
        Assert.Equal((happened, "id-1"), (notice.Since!.Event, notice.Since.Id));
    }

    [Fact]
    public void A_refund_of_a_part_is_told_as_a_part()
    {
        var part = StoreSide.Bought() with { RevocationPercentage = 50_000, RevokedAt = StoreSide.Now };

        Assert.Equal(
            OrderEvent.RefundedInPart, Genuine(new("REFUND", null, "id-1", part, 1)).Since!.Event);
    }

    [Theory]
    [InlineData("CNY", 12_340, 1234)]
    [InlineData("USD", 10_990, 1099)]
    [InlineData("JPY", 1_500_000, 1500)]
    public void Thousandths_become_minor_units(string currency, long price, long minorUnits) =>
        Assert.Equal(
            minorUnits,
            Genuine(StoreSide.Subscribed(StoreSide.Bought() with { Currency = currency, Price = price }))
                .Purchase!.Price!.Value.MinorUnits);

    [Theory]
    [InlineData("CNY", 12_345)] // Half a fen.
    [InlineData("JPY", 1_500_500)]
    [InlineData("XYZ", 1000)]
    [InlineData("CNY", -10)]
    public void What_is_no_amount_of_ours_is_not_rounded_into_one(string currency, long price) =>
        Assert.Null(
            Genuine(StoreSide.Subscribed(StoreSide.Bought() with { Currency = currency, Price = price }))
                .Purchase!.Price);

    [Fact]
    public void What_nobody_paid_for_makes_no_order()
    {
        Assert.Null(Genuine(StoreSide.Subscribed(StoreSide.Bought() with { Price = 0 })).Purchase);
        Assert.Null(Genuine(StoreSide.Subscribed(StoreSide.Bought() with { Ownership = "FAMILY_SHARED" })).Purchase);
    }

    [Fact]
    public void A_word_that_is_not_documented_is_taken_and_marked()
    {
        var notice = Genuine(new("SOMETHING_NEW", "ENTIRELY", "id-1", StoreSide.Bought(), 1));

        Assert.False(notice.IsKnown);
        Assert.Null(notice.Purchase);
        Assert.Equal(SubscriptionEvent.Noted, notice.Subscription!.Event);
    }

    [Fact]
    public void A_test_notification_speaks_of_no_purchase()
    {
        var notice = Genuine(new("TEST", null, "id-1", null));

        Assert.Null(notice.OriginalTransactionId);
        Assert.Null(notice.Subscription);
    }

    [Fact]
    public void A_chain_that_ended_since_still_vouches_for_what_was_signed_in_its_time()
    {
        var chain = _store.Authority.Issue(
            new() { ValidSince = TimeSpan.FromDays(1), ValidFor = TimeSpan.FromDays(1.5) });

        Assert.Null(_store.Read(_store.Sign(chain: chain)).Refusal);
    }

    [Fact]
    public void Every_documented_word_is_known_and_none_is_paid_for_that_carries_no_money()
    {
        string[] types =
        [
            "SUBSCRIBED/INITIAL_BUY", "SUBSCRIBED/RESUBSCRIBE", "DID_CHANGE_RENEWAL_PREF/",
            "DID_CHANGE_RENEWAL_PREF/UPGRADE", "DID_CHANGE_RENEWAL_PREF/DOWNGRADE", "DID_CHANGE_RENEWAL_STATUS/AUTO_RENEW_ENABLED",
            "DID_CHANGE_RENEWAL_STATUS/AUTO_RENEW_DISABLED", "OFFER_REDEEMED/", "OFFER_REDEEMED/UPGRADE",
            "OFFER_REDEEMED/DOWNGRADE", "DID_RENEW/", "DID_RENEW/BILLING_RECOVERY", "EXPIRED/VOLUNTARY",
            "EXPIRED/BILLING_RETRY", "EXPIRED/PRICE_INCREASE", "EXPIRED/PRODUCT_NOT_FOR_SALE", "DID_FAIL_TO_RENEW/",
            "DID_FAIL_TO_RENEW/GRACE_PERIOD", "GRACE_PERIOD_EXPIRED/", "PRICE_INCREASE/PENDING",
            "PRICE_INCREASE/ACCEPTED", "REFUND/", "REFUND_DECLINED/", "REFUND_REVERSED/", "CONSUMPTION_REQUEST/",
            "RENEWAL_EXTENDED/", "RENEWAL_EXTENSION/SUMMARY", "RENEWAL_EXTENSION/FAILURE", "REVOKE/", "TEST/",
            "EXTERNAL_PURCHASE_TOKEN/UNREPORTED", "ONE_TIME_CHARGE/", "RESCIND_CONSENT/", "METADATA_UPDATE/",
            "MIGRATION/", "PRICE_CHANGE/",
        ];
        string[] paid = ["SUBSCRIBED", "DID_RENEW", "OFFER_REDEEMED", "ONE_TIME_CHARGE", "DID_CHANGE_RENEWAL_PREF"];

        Assert.All(types.Select(type => type.Split('/')), word =>
        {
            var meaning = NoticeWords.Read(word[0], word[1]);
            Assert.True(meaning.IsKnown, string.Join('/', word));
            Assert.True(meaning.Money != StoreMoney.Paid || paid.Contains(word[0]), string.Join('/', word));
        });
    }

    [Fact]
    public void One_leaf_serves_many_threads()
    {
        var body = _store.Sign();

        Parallel.For(0, 400, _ => Assert.Null(_store.Read(body).Refusal));
    }

    private StoreNotice Genuine(StoreNotification notification)
    {
        var reading = _store.Read(_store.Sign(notification));
        Assert.Null(reading.Refusal);
        return reading.Notice!;
    }
}
