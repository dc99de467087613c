namespace PayFunctions.Core.Reconciliation.Quality;

/// <summary>A day's quality over all channels, and the days up to it.</summary>
/// <param name="Channels">Those that were reconciled on the day.</param>
/// <param name="Causes">Of the day's differences, over all channels.</param>
/// <param name="Window">The days that end with this one.</param>
public sealed record QualityReport(
    DateOnly Day, DateTimeOffset DueAt, IReadOnlyList<ChannelQuality> Channels, IReadOnlyList<CauseTimes> Causes, ObjectiveWindow Window);
