namespace PayFunctions.Core.Routing;

/// <summary>How one call to a channel went.</summary>
/// <param name="Failed">No answer, or none that could be trusted; a refusal is an answer.</param>
public readonly record struct CallHeard(bool Failed, TimeSpan Took, DateTimeOffset At);
