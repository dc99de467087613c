namespace Microsoft.DurableTask.Replay;

/// <summary>Makes a failed call again as its policy says, waiting on durable timers.</summary>
/// <remarks>Intervals as DurableTask.Core's src/DurableTask.Core/RetryInterceptor.cs computes them.</remarks>
internal static class Retrying
{
    public static Task<TResult> CallAsync<TResult>(
        OrchestrationContext context, RetryPolicy? policy, Func<Task<TResult>> call) =>
        policy is null ? call() : UntilItAnswersAsync(context, policy, call);

    /// <summary>How long to wait after the attempt (counted from 0) failed; null: not again.</summary>
    public static TimeSpan? DelayAfter(RetryPolicy policy, int attempt, TimeSpan sinceFirst)
    {
        if (attempt + 1 >= policy.MaxNumberOfAttempts) return null;
        if (policy.RetryTimeout != Timeout.InfiniteTimeSpan && sinceFirst >= policy.RetryTimeout) return null;
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt);
        return milliseconds < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : longest;
    }

    private static async Task<TResult> UntilItAnswersAsync<TResult>(
        OrchestrationContext context, RetryPolicy policy, Func<Task<TResult>> call)
    {
        var first = context.CurrentUtcDateTime;
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan? delay = null;
            try
            {
                return await call();
            }
            catch (TaskFailedException e) when (!e.IsFinal
                && (delay = DelayAfter(policy, attempt, context.CurrentUtcDateTime - first)) is not null)
            {
                await context.CreateTimer(context.CurrentUtcDateTime + delay.Value, CancellationToken.None);
            }
        }
    }
}
