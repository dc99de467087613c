namespace Microsoft.DurableTask;

/// <summary>An activity or a sub-orchestrator failed, its retries included.</summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails.ErrorMessage}")
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    public TaskFailureDetails FailureDetails { get; }

    public int TaskId { get; }

    public string TaskName { get; }

    /// <summary>No retry can help: the activity or the orchestrator does not exist.</summary>
    internal bool IsFinal { get; init; }
}
