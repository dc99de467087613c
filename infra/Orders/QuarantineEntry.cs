using Azure;
using PayFunctions.Core;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Orders;

/// <summary>Verified evidence that contradicts what we hold, kept for an operator.</summary>
/// <param name="Id">Its row: the notification's id, or the id within the order.</param>
/// <param name="Key">The order that it names; there may be none.</param>
/// <param name="Event">What it says of the order, or of a refund: <c>RefundAbnormal</c>.</param>
/// <param name="Resolution">Null: nobody has looked at it yet.</param>
public sealed record QuarantineEntry(
    string Provider, DateOnly Day, string Id, DateTimeOffset At, DateTimeOffset RecordedAt, OrderKey Key,
    string Event, EvidenceSource Source, RefusalReason Reason, string Field, string? MerchantId, Money? Total,
    string? TransactionId, string? RefundId, QuarantineResolution? Resolution)
{
    /// <summary>The split that it is about, as far as it names one of ours.</summary>
    public string? SplitId { get; init; }

    /// <summary>The return of a share that it is about, with its split.</summary>
    public string? ReturnId { get; init; }
}

/// <summary>What an operator made of it.</summary>
/// <param name="Action"><c>apply</c>, <c>refund</c> or <c>dismiss</c>.</param>
/// <param name="By">Who: the name that the operator gave.</param>
/// <param name="Outcome">What came of it, in a word.</param>
public sealed record QuarantineResolution(DateTimeOffset At, string Action, string Reason, string? By, string Outcome);

/// <summary>An entry and the version that the store gave it.</summary>
public sealed record StoredQuarantineEntry(QuarantineEntry Entry, ETag Version);
