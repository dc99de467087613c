namespace PayFunctions.Core.Failures;

/// <summary>
/// How often a step is tried that fails, by the cause, and how long the pauses are: numbers for an orchestration's input.
/// </summary>
/// <param name="Connection">Tries in all for <see cref="FailureCause.Connection"/>, the first included.</param>
/// <param name="Refusal">The same for what the provider's rules refuse for now.</param>
/// <param name="System">The same for a provider that fails.</param>
public sealed record RetryPlan(
    int Connection, int Refusal, int System, double FirstPauseSeconds, double PauseGrowth, double LongestPauseSeconds)
{
    public static RetryPlan Default { get; } = new(3, 5, 7, 1, 2, 30);

    /// <summary>Tries in all, the first included.</summary>
    public int Attempts(FailureCause cause) => cause switch
    {
        FailureCause.Connection => Connection,
        FailureCause.Refusal => Refusal,
        FailureCause.System => System,
    };

    /// <summary>The pause after that many tries have failed: it grows, up to the longest.</summary>
    public TimeSpan PauseAfter(int tries)
    {
        var seconds = FirstPauseSeconds;
        for (var i = 1; i < tries && seconds < LongestPauseSeconds; i++) seconds *= PauseGrowth;
        return TimeSpan.FromSeconds(Math.Min(seconds, LongestPauseSeconds));
    }
}
