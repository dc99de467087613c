namespace PayFunctions.Core.Orders;

/// <summary>Who says so. It is part of the evidence row's key and decides what a contradiction means.</summary>
public enum EvidenceSource
{
    /// <summary>A verified notification; <see cref="Evidence.Id"/> is the provider's notification id.</summary>
    Notification,

    /// <summary>The provider's verified answer to a call of ours (prepay, query, close).</summary>
    Answer,

    /// <summary>A request of the merchant's own system.</summary>
    Merchant,

    /// <summary>Time: an expiry that has passed.</summary>
    Clock,

    /// <summary>A decision of whoever runs the app, with its reason.</summary>
    Operator,

    /// <summary>A line of the provider's bill of the day: it adjusts what was booked, and moves nothing else.</summary>
    Bill,

    /// <summary>Our own choice of another channel, with its reason.</summary>
    Router,
}

/// <summary>One verified statement about an order: the only thing that can move it.</summary>
public sealed record Evidence
{
    public required EvidenceSource Source { get; init; }

    /// <summary>Unique within the order and source; the same statement told again has the same id.</summary>
    public required string Id { get; init; }

    public required OrderEvent Event { get; init; }

    /// <summary>When it happened, by the one who says so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Which attempt it speaks of.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The provider that speaks; null for the merchant and the clock.</summary>
    public string? Provider { get; init; }

    /// <summary>
    /// The account it speaks to (mchid); compared with the order's. Null where the source names none.
    /// </summary>
    public string? MerchantId { get; init; }

    /// <summary>
    /// The order's whole amount as the source states it; compared with the order's. Null where none is stated.
    /// </summary>
    public Money? Total { get; init; }

    /// <summary>The provider's own number of the payment.</summary>
    public string? TransactionId { get; init; }

    /// <summary>
    /// By how much the bill is above what we booked, below zero where it is below; with
    /// <see cref="OrderEvent.AdjustedByBill"/> only.
    /// </summary>
    public Money? Adjustment { get; init; }

    /// <summary>What the payer needs, with <see cref="OrderEvent.PrepayAccepted"/>.</summary>
    public PaymentOffer? Offer { get; init; }

    /// <summary>The provider's code, where it refused or failed; why the router left a channel.</summary>
    public string? Code { get; init; }

    /// <summary>
    /// The attempt that is begun, with <see cref="OrderEvent.Rerouted"/>; <see cref="Attempt"/> is the one that is left.
    /// </summary>
    public OrderAttempt? Next { get; init; }

    /// <summary>
    /// With <see cref="OrderEvent.Rerouted"/>: the provider of the attempt that is left has said that it is closed, or
    /// that it never heard of it.
    /// </summary>
    public bool LeavesItClosed { get; init; }

    /// <summary>
    /// The message as received, byte for byte, for a later drive through new code; empty where there is none.
    /// </summary>
    public ReadOnlyMemory<byte> Envelope { get; init; }

    /// <summary>The signature headers it came with, one <c>Name: value</c> a line.</summary>
    public string? EnvelopeHeaders { get; init; }
}
