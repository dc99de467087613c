namespace PayFunctions.Core.Routing;

/// <summary>How a channel's breaker stands. This is what instances share; what each has heard is its own.</summary>
/// <param name="Since">When it came to that.</param>
/// <param name="ProbesWent">Half-open only: how many probes in a row were answered.</param>
public sealed record BreakerStanding(
    BreakerPhase Phase, DateTimeOffset Since, BreakerReason Reason = BreakerReason.None, int ProbesWent = 0)
{
    /// <summary>Of a channel that nothing was ever heard against.</summary>
    public static BreakerStanding Fresh { get; } = new(BreakerPhase.Closed, DateTimeOffset.MinValue);
}
