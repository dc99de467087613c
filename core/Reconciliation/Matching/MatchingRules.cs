namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A rule set: in what two movements of one key have to agree. Amount and currency always count.</summary>
public sealed record MatchingRules
{
    public static MatchingRules Standard { get; } = new();

    /// <summary>For the account's own bill: whose numbers its vouchers are differs by the kind of movement.</summary>
    public static MatchingRules Account { get; } = new() { ComparesTransactionIds = false };

    /// <summary>How rows of one key find each other.</summary>
    public PairingVersion Pairing { get; init; } = PairingVersion.ByMoney;

    public bool ComparesFees { get; init; } = true;

    /// <summary>By how much two fees may differ, in thousandths of a minor unit.</summary>
    public long FeeTolerance { get; init; }

    /// <summary>Whether the provider's own number counts.</summary>
    public bool ComparesTransactionIds { get; init; } = true;

    /// <summary>Whether a success here agrees with a line there that was still being processed.</summary>
    public bool ProcessingAgrees { get; init; } = true;

    /// <summary>Stands in for the day's own distance from its border within which a movement is carried; null leaves it.</summary>
    public TimeSpan? CutOff { get; init; }

    /// <summary>Stands in for the number of days that a movement is carried; null leaves it.</summary>
    public int? CarryDays { get; init; }

    internal DayWindow? Over(DayWindow? day) =>
        day is null ? null : new(day.Start, CutOff ?? day.CutOff, CarryDays ?? day.DaysMax);

    internal bool Excuses(long fee, long other) => !ComparesFees || Math.Abs(fee - other) <= FeeTolerance;
}
