using PayFunctions.Core.Failures;

namespace PayFunctions.Infra.Http;

/// <summary>
/// Settings <c>Outbound:Retries:*</c>: how often an orchestration tries a step that fails, by its cause, before it leaves
/// it to its plan. What may have moved money is tried again only after a query.
/// </summary>
/// <remarks>An orchestration takes the numbers with its input; a change is for those that start after it.</remarks>
public sealed class RetryOptions
{
    public const string Section = "Outbound:Retries";

    /// <summary>Tries in all where there is no connection or no answer that can be trusted.</summary>
    public int Connection { get; set; } = RetryPlan.Default.Connection;

    /// <summary>Tries in all where the provider's rules say "not now".</summary>
    public int Refusal { get; set; } = RetryPlan.Default.Refusal;

    /// <summary>Tries in all where the provider itself fails.</summary>
    public int System { get; set; } = RetryPlan.Default.System;

    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(RetryPlan.Default.FirstPauseSeconds);

    /// <summary>What each pause is multiplied by to give the next.</summary>
    public double PauseGrowth { get; set; } = RetryPlan.Default.PauseGrowth;

    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(RetryPlan.Default.LongestPauseSeconds);

    /// <summary>The same, to travel in an orchestration's input.</summary>
    public RetryPlan Plan() =>
        new(Connection, Refusal, System, FirstPause.TotalSeconds, PauseGrowth, LongestPause.TotalSeconds);
}
