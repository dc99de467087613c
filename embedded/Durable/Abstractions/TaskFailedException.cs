namespace Microsoft.DurableTask;

/// <summary>An activity failed, its retries included.</summary>
public sealed class TaskFailedException : Exception
{
    internal TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base($"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {failureDetails.ErrorMessage}") =>
        FailureDetails = failureDetails;

    public TaskFailureDetails FailureDetails { get; }

    /// <summary>No retry can help: the activity does not exist.</summary>
    internal bool IsFinal { get; init; }
}
