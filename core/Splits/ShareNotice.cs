using PayFunctions.Core.Orders;

namespace PayFunctions.Core.Splits;

/// <summary>A provider's verified word that one receiver's share has arrived, or that a receiver has given back.</summary>
public sealed record ShareNotice
{
    /// <summary>The notification's own id, the same on every delivery.</summary>
    public required string Id { get; init; }

    /// <summary>Our business id of the split or of the return: <see cref="SplitNumber"/>.</summary>
    public required string Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Provider { get; init; }

    /// <summary>The account it speaks to (mchid).</summary>
    public required string MerchantId { get; init; }

    public string? TransactionId { get; init; }

    /// <summary>The provider's own number of the split or of the return.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The receiver.</summary>
    public required string Account { get; init; }

    public required Money Amount { get; init; }

    /// <summary>Whether the receiver gave it back.</summary>
    public bool IsReturn { get; init; }

    /// <summary>The message as received, byte for byte.</summary>
    public ReadOnlyMemory<byte> Envelope { get; init; }

    /// <summary>The signature headers it came with, one <c>Name: value</c> a line.</summary>
    public string? EnvelopeHeaders { get; init; }

    /// <summary>As evidence about that split, or about that return of it.</summary>
    public SplitEvidence Of(string splitId, string? returnId) => new()
    {
        Source = EvidenceSource.Notification,
        Id = Id,
        SplitId = splitId,
        ReturnId = returnId,
        Event = IsReturn ? SplitEvent.Done : SplitEvent.ShareReceived,
        At = At,
        Provider = Provider,
        MerchantId = MerchantId,
        TransactionId = TransactionId,
        ProviderId = ProviderId,
        Shares = IsReturn ? [] : [new(Account, Amount, ShareResult.Received)],
        Amount = Amount,
        Envelope = Envelope,
        EnvelopeHeaders = EnvelopeHeaders,
    };
}
