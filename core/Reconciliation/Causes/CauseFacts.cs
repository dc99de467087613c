using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Causes;

/// <summary>What is known of a day beside its two books.</summary>
public sealed record CauseFacts
{
    public static CauseFacts None { get; } = new();

    /// <summary>Refused signatures by the hour in which they came, in UTC.</summary>
    public IReadOnlyDictionary<DateTimeOffset, long> SignatureFailures { get; init; } = new Dictionary<DateTimeOffset, long>();

    /// <summary>The instant of the bill's last line; null when that is not known.</summary>
    public DateTimeOffset? BillEndsAt { get; init; }

    public DayWindow? Day { get; init; }
}
