namespace Microsoft.DurableTask;

/// <summary>Retries on durable timers: how often, how far apart, and for how long.</summary>
/// <remarks>Rules and defaults: durabletask-dotnet src/Abstractions/RetryPolicy.cs.</remarks>
public class RetryPolicy
{
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        NotShorter(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        NotShorter(retryTimeout, firstRetryInterval, nameof(retryTimeout));

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    public double BackoffCoefficient { get; }

    public TimeSpan FirstRetryInterval { get; }

    public int MaxNumberOfAttempts { get; }

    public TimeSpan MaxRetryInterval { get; }

    public TimeSpan RetryTimeout { get; }

    private static void NotShorter(TimeSpan? span, TimeSpan first, string name)
    {
        if (span < first && span != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, span, $"It must not be shorter than the first retry's {first}.");
    }
}
