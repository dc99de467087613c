namespace PayFunctions.Core.Splits;

/// <summary>What a merchant asks to divide, as it came: nothing is known to be there or right.</summary>
public sealed record SplitRequest
{
    public string? SplitId { get; init; }

    public IReadOnlyList<ReceiverRequest> Receivers { get; init; } = [];

    /// <summary>Null: not.</summary>
    public bool? UnfreezeRest { get; init; }
}
