using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation.Repairs;

namespace PayFunctions.Reconciliation;

/// <summary>What a bill's rounding is to its order: evidence like any other, told once up and, if need be, once down.</summary>
internal static class Adjustments
{
    public static Evidence Of(Order order, DifferenceEntry entry) =>
        Of(order, entry, entry.Difference.There[0].Amount - entry.Difference.Here[0].Amount) with
        {
            Source = EvidenceSource.Bill,
            Id = $"adjust-{entry.Id}",
        };

    /// <summary>The compensating posting: the same with the other sign.</summary>
    public static Evidence Back(Order order, DifferenceEntry entry, Approval word) =>
        Of(order, entry, entry.Difference.Here[0].Amount - entry.Difference.There[0].Amount) with
        {
            Source = EvidenceSource.Operator,
            Id = $"take-back-{entry.Id}",
            Code = $"{word.By}: {word.Reason}",
        };

    private static Evidence Of(Order order, DifferenceEntry entry, long minorUnits) => new()
    {
        Source = EvidenceSource.Bill,
        Id = "",
        Event = OrderEvent.AdjustedByBill,
        // The day of what it adjusts, so that both are in one bill.
        At = order.PaidAt ?? entry.Difference.First.At,
        Attempt = order.Attempt,
        Provider = order.Channel,
        MerchantId = order.MerchantId,
        TransactionId = order.TransactionId,
        Adjustment = new Money(minorUnits, entry.Difference.First.Currency),
    };
}
