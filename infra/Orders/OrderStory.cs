using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;

namespace PayFunctions.Infra.Orders;

/// <summary>An order with all that was said of it and all that was booked on it.</summary>
/// <param name="Timeline">In the order in which it was written down.</param>
public sealed record OrderStory(
    StoredOrder Stored, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<Posting> Postings)
{
    public Order Order => Stored.Order;
}

/// <summary>One piece of evidence as it was taken.</summary>
/// <param name="At">When it happened, by the one who said so.</param>
/// <param name="RecordedAt">When we wrote it down.</param>
/// <param name="Code">The provider's code, where it refused or failed.</param>
public sealed record TimelineEntry(
    DateTimeOffset At, DateTimeOffset RecordedAt, OrderEvent Event, EvidenceSource Source, string Id,
    OrderState From, OrderState To, string? TransactionId, string? Code);
