namespace PayFunctions.Core.Refunds;

/// <summary>What a merchant asks to send back, as it came: nothing is known to be there or right.</summary>
public sealed record RefundRequest
{
    public string? RefundId { get; init; }

    /// <summary><c>amount.amount</c>: a decimal only so that a fraction can be told from a whole number.</summary>
    public decimal? Amount { get; init; }

    /// <summary><c>amount.currency</c>.</summary>
    public string? Currency { get; init; }

    public string? Reason { get; init; }
}
