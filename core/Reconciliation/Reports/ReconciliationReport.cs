using PayFunctions.Core.Reconciliation.Quality;

namespace PayFunctions.Core.Reconciliation.Reports;

/// <summary>A day, or a comparison of two files, as people get to read it.</summary>
/// <param name="Title">What was compared: a date, or two files.</param>
/// <param name="Made">When, by the caller's clock.</param>
public sealed record ReconciliationReport(string Title, DateTimeOffset Made, IReadOnlyList<ChannelReport> Channels)
{
    /// <summary>What match rates are held against.</summary>
    public MatchObjective Objective { get; init; } = MatchObjective.Standard;
}
