using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>What is known of a bill before it is opened.</summary>
public sealed record BillExpectation
{
    public static BillExpectation Nothing { get; } = new();

    /// <summary>SHA-1 (40 hex digits) or SHA-256 (64) of the uncompressed bytes, as the provider told it.</summary>
    public string? Hash { get; init; }

    /// <summary>The day that the lines have to be of.</summary>
    public DayWindow? Day { get; init; }

    /// <summary>More uncompressed bytes than this are no bill.</summary>
    public long BytesMax { get; init; } = 64L << 30;

    /// <summary>A container that unpacks to more than this many times its size is no bill; real ones reach about 20.</summary>
    public int UnpackedRatioMax { get; init; } = 200;
}
