using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Tests.Core.Orders;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Core.Refunds;

/// <summary>A paid order, requests that fit it, and what its provider says of them.</summary>
internal static class Refunds
{
    public static readonly Order Paid = Told.New().After(Told.Prepaid(), Told.Paid());

    public static NewRefund Asked(long amount = 100, string id = "REF1") => new(id, new(amount, Currency.Cny), "a broken pot");

    /// <summary>The order and the refund that its provider has just been told of.</summary>
    public static (Order Order, Refund Refund) Reserved(long amount = 100, string id = "REF1") => Reserved(Paid, amount, id);

    public static (Order Order, Refund Refund) Reserved(Order order, long amount = 100, string id = "REF1")
    {
        var asked = RefundReservation.Decide(order, null, Asked(amount, id), Told.Noon.AddMinutes(5));
        return (asked.Order, asked.Refund!);
    }

    public static RefundEvidence Says(this Refund refund, RefundEvent happened, string? id = null) => new()
    {
        Source = happened is RefundEvent.Restarted or RefundEvent.GivenUp
            ? EvidenceSource.Operator
            : EvidenceSource.Notification,
        Id = id ?? $"EV-{refund.Id}-{happened}",
        RefundId = refund.Id,
        Event = happened,
        At = Told.Noon.AddMinutes(6),
        Provider = "wechatpay",
        MerchantId = "1900000001",
        TransactionId = refund.TransactionId,
        ProviderRefundId = $"5000-{refund.Id}",
        Amount = refund.Amount,
        Total = Told.Total,
    };

    /// <summary>Both after all of that, each piece taken in turn.</summary>
    public static (Order Order, Refund Refund) After(this (Order Order, Refund Refund) both, params RefundEvent[] told)
    {
        foreach (var happened in told)
        {
            var change = RefundDecision.Decide(both.Order, both.Refund, both.Refund.Says(happened));
            both = (change.Order, change.Refund);
        }

        return both;
    }
}
