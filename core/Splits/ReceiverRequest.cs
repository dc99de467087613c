namespace PayFunctions.Core.Splits;

/// <summary>An account and an amount, as they came.</summary>
public sealed record ReceiverRequest
{
    public string? Account { get; init; }

    /// <summary>A decimal only so that a fraction can be told from a whole number.</summary>
    public decimal? Amount { get; init; }

    public string? Currency { get; init; }
}
