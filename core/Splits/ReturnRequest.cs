namespace PayFunctions.Core.Splits;

/// <summary>What a merchant asks to have back from a receiver, as it came.</summary>
public sealed record ReturnRequest
{
    public string? ReturnId { get; init; }

    public ReceiverRequest From { get; init; } = new();
}
