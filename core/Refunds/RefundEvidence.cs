using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Refunds;

/// <summary>One verified statement about a refund: with a merchant's request, all that can move one.</summary>
public sealed record RefundEvidence
{
    public required EvidenceSource Source { get; init; }

    /// <summary>Unique within the order and source; the same statement told again has the same id.</summary>
    public required string Id { get; init; }

    /// <summary>Our own id of the refund it speaks of (out_refund_no).</summary>
    public required string RefundId { get; init; }

    public required RefundEvent Event { get; init; }

    /// <summary>When it happened, by the one who says so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The provider that speaks; null for an operator.</summary>
    public string? Provider { get; init; }

    /// <summary>The account it speaks to (mchid); compared with the order's.</summary>
    public string? MerchantId { get; init; }

    /// <summary>The payment that is sent back; compared with the refund's.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The provider's own number of the refund.</summary>
    public string? ProviderRefundId { get; init; }

    /// <summary>What goes back, as the source states it; compared with the refund's.</summary>
    public Money? Amount { get; init; }

    /// <summary>The whole payment, as the source states it; compared with the order's.</summary>
    public Money? Total { get; init; }

    /// <summary>The provider's code, where it refused or failed; an operator's reason.</summary>
    public string? Code { get; init; }

    /// <summary>The message as received, byte for byte; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Envelope { get; init; }

    /// <summary>The signature headers it came with, one <c>Name: value</c> a line.</summary>
    public string? EnvelopeHeaders { get; init; }
}
