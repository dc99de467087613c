using PayFunctions.Core.Reconciliation.Causes;
using PayFunctions.Core.Reconciliation.Matching;
using PayFunctions.Core.Reconciliation.Quality;
using PayFunctions.Core.Reconciliation.Shadow;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>One channel's part of a day's report.</summary>
/// <param name="ByHour">Disagreements by hour in China, 24 of them.</param>
/// <param name="Differences">As many as are to be shown; <paramref name="Coverage"/> counts all.</param>
public sealed record ChannelReport(
    string Channel, Coverage Coverage, IReadOnlyList<long> ByHour, IReadOnlyList<ExplainedDifference> Differences)
{
    /// <summary>When the day was final, for the objective; null where nobody asks for one, as between two files.</summary>
    public DayOutcome? Outcome { get; init; }

    /// <summary>How long differences went unseen and stayed, by cause.</summary>
    public IReadOnlyList<CauseTimes> Times { get; init; } = [];

    /// <summary>What was done and decided; null when there is no such record.</summary>
    public AuditReport? Audit { get; init; }

    /// <summary>What a second rule set would have made of it; null when none ran.</summary>
    public ShadowReport? Shadow { get; init; }
}
