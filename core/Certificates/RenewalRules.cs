namespace PayFunctions.Core.Certificates;

/// <summary>How early and how often a provider is asked for its certificates.</summary>
public sealed record RenewalRules
{
    /// <summary>How old the list may get while nothing presses.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromHours(12);

    /// <summary>From so long before the last certificate's end on it is <see cref="RenewalAction.Renew"/>.</summary>
    public TimeSpan RenewBefore { get; init; } = TimeSpan.FromDays(7);

    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromHours(6);

    /// <summary>From so long before it on it is <see cref="RenewalAction.Prefetch"/>.</summary>
    public TimeSpan PrefetchBefore { get; init; } = TimeSpan.FromHours(72);

    public TimeSpan PrefetchEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>However much presses, no more often than this after an answer.</summary>
    public TimeSpan AtMostEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The first wait after a failure; doubled by each further one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait after failures while there is still a key to verify with.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Which share of a wait is added to it, more or less of it on each instance.</summary>
    public double Jitter { get; init; } = 0.1;
}
