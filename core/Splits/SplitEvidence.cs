using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Splits;

/// <summary>One verified statement about a split or about the return of a share.</summary>
public sealed record SplitEvidence
{
    public required EvidenceSource Source { get; init; }

    /// <summary>Unique within the order and source; the same statement told again has the same id.</summary>
    public required string Id { get; init; }

    /// <summary>Our own id of the split it speaks of.</summary>
    public required string SplitId { get; init; }

    /// <summary>Our own id of the return it speaks of; null: it speaks of the split itself.</summary>
    public string? ReturnId { get; init; }

    public required SplitEvent Event { get; init; }

    /// <summary>When it happened, by the one who says so.</summary>
    public required DateTimeOffset At { get; init; }

    public string? Provider { get; init; }

    /// <summary>The account it speaks to (mchid); compared with the order's.</summary>
    public string? MerchantId { get; init; }

    /// <summary>The payment that is divided; compared with the split's where it is stated.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The provider's own number of the split or of the return.</summary>
    public string? ProviderId { get; init; }

    /// <summary>Of a split that is done: what became of every share of it.</summary>
    public IReadOnlyList<Share> Shares { get; init; } = [];

    /// <summary>Of a return: what went back; compared with what was asked for.</summary>
    public Money? Amount { get; init; }

    /// <summary>The provider's code, where it refused or failed.</summary>
    public string? Code { get; init; }

    /// <summary>Of a return that failed: why, in the catalogue's words.</summary>
    public FailureCode? Failure { get; init; }

    /// <summary>The message as received, byte for byte; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Envelope { get; init; }

    /// <summary>The signature headers it came with, one <c>Name: value</c> a line; null where there is none.</summary>
    public string? EnvelopeHeaders { get; init; }
}
