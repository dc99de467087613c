using PayFunctions.Core;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Orders;

/// <summary>Verified evidence that contradicts what we hold, kept for an operator.</summary>
/// <param name="Id">Its row: the notification's id, or the id within the order.</param>
/// <param name="Key">The order that it names; there may be none.</param>
public sealed record QuarantineEntry(
    string Provider, DateOnly Day, string Id, DateTimeOffset At, DateTimeOffset RecordedAt, OrderKey Key,
    OrderEvent Event, EvidenceSource Source, RefusalReason Reason, string Field, string? MerchantId, Money? Total,
    string? TransactionId);
