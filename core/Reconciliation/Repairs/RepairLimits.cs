namespace PayFunctions.Core.Reconciliation.Repairs;

/// <summary>How much one run may repair by itself, and from where on two people have to agree. Amounts in minor units.</summary>
public sealed record RepairLimits
{
    /// <summary>Money from here on is a person's to decide, one difference at a time.</summary>
    public long AutomaticAmountMax { get; init; } = 100_000;

    /// <summary>How many automatic repairs a run makes.</summary>
    public int CountMax { get; init; } = 200;

    /// <summary>What they may sum up to.</summary>
    public long AmountMax { get; init; } = 1_000_000;

    /// <summary>What part of the day's rows they may be.</summary>
    public double ShareOfDayMax { get; init; } = 0.005;

    /// <summary>Above that a second person has to approve, and not the same.</summary>
    public long SecondApproverAbove { get; init; } = 1_000_000;

    /// <summary>That many differences within <see cref="StormWindow"/> are no many mistakes, but one.</summary>
    public int StormCount { get; init; } = 100;

    public TimeSpan StormWindow { get; init; } = TimeSpan.FromMinutes(5);
}
