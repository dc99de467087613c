using PayFunctions.Core.Failures;

namespace PayFunctions.Core.Splits;

/// <summary>A receiver gives a share back, in full or in part; it lives with its split.</summary>
public sealed record ShareReturn
{
    /// <summary>Unique within the split.</summary>
    public required string Id { get; init; }

    /// <summary>The business id that the provider knows it by: order, kind and sequence.</summary>
    public required string Number { get; init; }

    /// <summary>The receiver that gives back.</summary>
    public required string Account { get; init; }

    public required Money Amount { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public SplitState State { get; init; } = SplitState.Requested;

    /// <summary>The provider's own number of it.</summary>
    public string? ProviderId { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The provider's code: why it is closed, or what it still waits for.</summary>
    public string? Code { get; init; }

    /// <summary>Why it failed, in the catalogue's words.</summary>
    public FailureCode? Failure { get; init; }

    /// <summary>The ledger posting that booked it; null until it is done.</summary>
    public int? Posting { get; init; }

    /// <summary>Whether both were asked for in the same words: the same request told twice.</summary>
    public bool AsksTheSameAs(NewReturn other) =>
        Id == other.Id && Account == other.Account && Amount == other.Amount;
}
