namespace PayFunctions.Core.Certificates;

/// <summary>The attempt before, of whichever instance.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Failures">How many have failed in a row; none after one that succeeded.</param>
public sealed record LastAttempt(DateTimeOffset At, int Failures);
