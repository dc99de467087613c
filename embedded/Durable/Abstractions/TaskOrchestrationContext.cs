using Microsoft.DurableTask.Engine;
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>An orchestrator's only way to the world: everything it gives is the same again on a replay.</summary>
public abstract class TaskOrchestrationContext
{
    private protected TaskOrchestrationContext() { }

    public abstract DateTime CurrentUtcDateTime { get; }

    internal abstract bool IsReplaying { get; }

    private protected abstract ILoggerFactory LoggerFactory { get; }

    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) =>
        CallActivityAsync(name, null, options);

    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) =>
        CallActivityAsync<TResult>(name, null, options);

    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object>(name, input, options);

    public abstract Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null);

    public virtual ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(this, LoggerFactory.CreateLogger(categoryName));

    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    public abstract T? GetInput<T>();

    public abstract void SetCustomStatus(object? customStatus);

    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);
}
