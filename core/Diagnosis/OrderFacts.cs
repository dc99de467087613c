using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Core.Webhooks;

namespace PayFunctions.Core.Diagnosis;

/// <summary>All that is known of an order at one moment, for <see cref="OrderDiagnosis"/> to make sense of.</summary>
public sealed record OrderFacts(DateTimeOffset Now, Order Order)
{
    /// <summary>In the order in which it was written down.</summary>
    public IReadOnlyList<Heard> Heard { get; init; } = [];

    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    public IReadOnlyList<Contradiction> Contradictions { get; init; } = [];

    public IReadOnlyList<ToldMessage> Messages { get; init; } = [];

    /// <summary>Of the order's provider, since this instance of the app was started.</summary>
    public IReadOnlyList<RefusedCallbacks> Refused { get; init; } = [];

    public IReadOnlyList<HealedFlow> Heals { get; init; } = [];

    /// <summary>Null: the engine did not answer.</summary>
    public Driver? Driver { get; init; }
}

/// <summary>One piece of evidence.</summary>
/// <param name="Event">Its word: an <see cref="OrderEvent"/>, or what became of a refund or a split.</param>
/// <param name="At">When it happened, by the one who says so.</param>
/// <param name="SignedAt">When its message was signed, by the signer's clock; null: it does not say.</param>
public sealed record Heard(string Event, EvidenceSource Source, DateTimeOffset At, DateTimeOffset RecordedAt, string? Code = null, DateTimeOffset? SignedAt = null);

/// <summary>What contradicts the order and is kept apart.</summary>
/// <param name="Outcome">What an operator made of it; null: nobody has looked at it.</param>
public sealed record Contradiction(string Provider, RefusalReason Reason, string Field, DateTimeOffset At, string? Outcome);

/// <summary>A message to the order's merchant.</summary>
public sealed record ToldMessage(WebhookEvent Event, Delivery Delivery);

/// <summary>Callbacks that were refused for one reason. What is refused names no order that could be believed.</summary>
public sealed record RefusedCallbacks(string Provider, string Reason, long Count, DateTimeOffset LastAt);

/// <summary>What had fallen through and went on again.</summary>
public sealed record HealedFlow(string Kind, DateTimeOffset At);

/// <summary>Whoever drives the order: its orchestration.</summary>
/// <param name="LastWorkedAt">When it last did anything; null: there is none.</param>
/// <param name="NextWakeAt">When its plan wakes it next; a hint may do so before.</param>
public sealed record Driver(DriverState State, DateTimeOffset? LastWorkedAt = null, DateTimeOffset? NextWakeAt = null);

public enum DriverState
{
    Missing,
    AtWork,
    Ended,
    BrokeOff,
}
