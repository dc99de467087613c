using PayFunctions.Core;
using PayFunctions.Core.Orders;

namespace PayFunctions.Tests.Core.Orders;

/// <summary>An order and the evidence that fits it, for tests to start from.</summary>
internal static class Orders
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly Money Total = new(1234, Currency.Cny);

    public static Order New(string orderId = "ORD20261120000001", string tenant = "default") => new()
    {
        Key = new(tenant, orderId),
        Channel = "wechatpay",
        Method = "native",
        MerchantId = "1900000001",
        Description = "A pot of tea",
        Total = Total,
        CreatedAt = Noon,
        ExpiresAt = Noon.AddMinutes(30),
        Paid = Money.Zero(Currency.Cny),
        Refunded = Money.Zero(Currency.Cny),
        RefundReserved = Money.Zero(Currency.Cny),
        Shared = Money.Zero(Currency.Cny),
        ShareReserved = Money.Zero(Currency.Cny),
    };

    public static Evidence Paid(string id = "EV-1", string transaction = "4200000001") => new()
    {
        Source = EvidenceSource.Notification,
        Id = id,
        Event = OrderEvent.PaymentSucceeded,
        At = Noon.AddMinutes(1),
        Provider = "wechatpay",
        MerchantId = "1900000001",
        Total = Total,
        TransactionId = transaction,
    };

    /// <summary>The provider's answer to a call of ours.</summary>
    public static Evidence Answer(OrderEvent happened, string? id = null) => new()
    {
        Source = EvidenceSource.Answer,
        Id = id ?? $"{happened}-1",
        Event = happened,
        At = Noon.AddMinutes(2),
        Provider = "wechatpay",
        MerchantId = "1900000001",
    };

    public static Evidence Prepaid(string codeUrl = "weixin://wxpay/bizpayurl?pr=1") =>
        Answer(OrderEvent.PrepayAccepted, "prepay-1") with { Offer = new(OfferKind.Code, codeUrl) };

    public static Evidence Ours(EvidenceSource source, OrderEvent happened) => new()
    {
        Source = source,
        Id = $"{happened}",
        Event = happened,
        At = Noon.AddMinutes(3),
    };

    /// <summary>The order after all of that, each piece taken in turn.</summary>
    public static Order After(this Order order, params Evidence[] told) =>
        told.Aggregate(order, (current, evidence) => EvidenceDecision.Decide(current, evidence).Order);
}
