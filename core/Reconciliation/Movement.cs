namespace PayFunctions.Core.Reconciliation;

/// <summary>One movement of money in the form that every bill and our ledger are brought to. Lives on the stack.</summary>
/// <remarks>Texts are the side's own bytes, at most <see cref="TextLengthMax"/> each.</remarks>
public readonly ref struct Movement
{
    public const int TextLengthMax = 128;

    /// <summary>A fee that a side does not know: it agrees with every fee.</summary>
    public const long FeeUnknown = long.MinValue;

    public required MovementKind Kind { get; init; }

    public required MovementStatus Status { get; init; }

    public required CurrencyLetters Currency { get; init; }

    /// <summary>In minor units. Positive; negative only where the side itself wrote so.</summary>
    public required long Amount { get; init; }

    /// <summary>In thousandths of a minor unit (WeChat's five decimals of a yuan), or <see cref="FeeUnknown"/>.</summary>
    public long Fee { get; init; }

    /// <summary>Seconds since 1970 UTC, within 32 bits without a sign.</summary>
    public required long Instant { get; init; }

    /// <summary>Ours, the provider's out_trade_no.</summary>
    public required ReadOnlySpan<byte> OrderId { get; init; }

    /// <summary>What the movement is matched by within its kind when it is not the order: a refund's own id.</summary>
    public ReadOnlySpan<byte> Reference { get; init; }

    /// <summary>The provider's number of it.</summary>
    public ReadOnlySpan<byte> ProviderId { get; init; }

    /// <summary>The merchant's number at the provider; empty when the side does not say.</summary>
    public ReadOnlySpan<byte> Merchant { get; init; }

    /// <summary>The line in its file, from 1; 0 when there is no file.</summary>
    public long Line { get; init; }

    /// <summary>The line's first byte in the uncompressed file.</summary>
    public long Offset { get; init; }

    /// <summary>How many days it has been carried for want of a match; 0 for a movement of the day itself.</summary>
    public byte Age { get; init; }

    public ReadOnlySpan<byte> Key => Reference.IsEmpty ? OrderId : Reference;
}
