using PayFunctions.Core.Ledger;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Splits;
using PayFunctions.Infra.Healing;

namespace PayFunctions.Infra.Orders;

/// <summary>An order with all that was said of it and all that was booked on it.</summary>
/// <param name="Timeline">In the order in which it was written down.</param>
/// <param name="Refunds">In the order in which they were asked for.</param>
public sealed record OrderStory(
    StoredOrder Stored, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<Posting> Postings,
    IReadOnlyList<Refund> Refunds)
{
    public Order Order => Stored.Order;

    /// <summary>In the order in which they were asked for.</summary>
    public IReadOnlyList<Split> Splits { get; init; } = [];

    /// <summary>What had fallen through and was found, in that order.</summary>
    public IReadOnlyList<Heal> Heals { get; init; } = [];
}

/// <summary>One piece of evidence as it was taken.</summary>
/// <param name="At">When it happened, by the one who said so.</param>
/// <param name="RecordedAt">When we wrote it down.</param>
/// <param name="Event">An <see cref="OrderEvent"/>, or a <see cref="RefundEvent"/> as <c>RefundSucceeded</c>,
/// or a <see cref="SplitEvent"/> as <c>SplitDone</c> or <c>SplitReturnDone</c>.</param>
/// <param name="From">Where the order stood, or what it is about.</param>
/// <param name="Code">The provider's code, where it refused or failed; an operator's reason.</param>
/// <param name="RefundId">The refund that it is about.</param>
/// <param name="Channel">The channel that the router went on to.</param>
/// <param name="SplitId">The split that it is about; neither this nor a refund: the order itself.</param>
/// <param name="ReturnId">The return of a share that it is about, with its split.</param>
public sealed record TimelineEntry(
    DateTimeOffset At, DateTimeOffset RecordedAt, string Event, EvidenceSource Source, string Id,
    string From, string To, string? TransactionId, string? Code, string? RefundId = null, string? Channel = null,
    string? SplitId = null, string? ReturnId = null);
