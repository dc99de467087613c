using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.AppStore;

/// <summary>What a notification says of money, as evidence for the order book.</summary>
internal static class NoticeEvidence
{
    /// <summary>All of it, in thousandths of a percent.</summary>
    private const long WholePercentage = 100_000;

    /// <summary>That it was paid. A notice of what came later proves it as well, under an id of its own.</summary>
    public static Evidence Paid(StoreNotice notice, StorePurchase purchase, StoreMoney money) =>
        Of(notice, purchase, OrderEvent.PaymentSucceeded, purchase.PurchasedAt) with
        {
            Id = money == StoreMoney.Paid ? notice.Id : $"{notice.Id}-purchase",
        };

    /// <returns>Null where it says nothing beyond the payment.</returns>
    public static Evidence? Since(
        StoreNotice notice, StorePurchase purchase, in TransactionPayload told, StoreMoney money) => money switch
        {
            StoreMoney.None or StoreMoney.Paid => null,
            StoreMoney.Refunded => Of(notice, purchase, Refund(told), told.RevokedAt ?? notice.SignedAt),
            StoreMoney.RefundReversed => Of(notice, purchase, OrderEvent.RefundReversed, notice.SignedAt),
            StoreMoney.Revoked => Of(notice, purchase, OrderEvent.PaymentRevoked, told.RevokedAt ?? notice.SignedAt),
        };

    /// <remarks>
    /// A part is not booked by itself: how much it is in money is not said, so it goes to an operator.
    /// </remarks>
    private static OrderEvent Refund(in TransactionPayload told)
    {
        var isWhole = told.RevocationPercentage is null or WholePercentage && told.RevocationType != "REFUND_PRORATED";
        return isWhole ? OrderEvent.RefundedInFull : OrderEvent.RefundedInPart;
    }

    private static Evidence Of(
        StoreNotice notice, StorePurchase purchase, OrderEvent happened, DateTimeOffset at) => new()
        {
            Source = EvidenceSource.Notification,
            Id = notice.Id,
            Event = happened,
            At = at,
            Provider = StorePurchase.Channel,
            MerchantId = purchase.BundleId,
            Total = purchase.Price,
            TransactionId = purchase.TransactionId,
            Code = notice.Subtype.Length > 0 ? $"{notice.Type}/{notice.Subtype}" : notice.Type,
            Envelope = notice.Envelope,
        };
}
