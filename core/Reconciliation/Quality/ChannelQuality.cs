namespace PayFunctions.Core.Reconciliation.Quality;

/// <summary>One channel's day in figures: a row of the heat map, and how it stands to the objective.</summary>
/// <param name="ByHour">Differences by the hour in China in which the money moved, 24 of them.</param>
public sealed record ChannelQuality(DayOutcome Outcome, ObjectiveState State, IReadOnlyList<long> ByHour);
