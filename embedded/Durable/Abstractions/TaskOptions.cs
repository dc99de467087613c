namespace Microsoft.DurableTask;

/// <summary>How one call of an activity is made.</summary>
public record TaskOptions
{
    private TaskOptions(RetryPolicy retry) => Retry = retry;

    internal RetryPolicy Retry { get; }

    public static TaskOptions FromRetryPolicy(RetryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new(policy);
    }
}
