using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask.Engine;

internal static partial class Log
{
    [LoggerMessage(9101, LogLevel.Information,
        "The journal in {Folder} is open: {Instances} instances, {Live} of them live, read in {Milliseconds} ms.")]
    public static partial void Opened(ILogger logger, string folder, int instances, int live, long milliseconds);

    [LoggerMessage(9102, LogLevel.Warning,
        "{Path} ends in a torn record: {Bytes} bytes from offset {Offset} were never acknowledged and are dropped.")]
    public static partial void TornTail(ILogger logger, string path, long bytes, long offset);

    [LoggerMessage(9103, LogLevel.Information, "The journal was compacted from {Before} to {After} bytes.")]
    public static partial void Compacted(ILogger logger, long before, long after);

    [LoggerMessage(9104, LogLevel.Error,
        "The journal could not be compacted; it goes on growing until the next attempt.")]
    public static partial void CompactionFailed(ILogger logger, Exception exception);

    [LoggerMessage(9105, LogLevel.Error, "Orchestrator '{Orchestrator}', instance '{InstanceId}', failed: {Failure}")]
    public static partial void OrchestrationFailed(
        ILogger logger, string orchestrator, string instanceId, TaskFailureDetails failure);

    [LoggerMessage(9106, LogLevel.Warning, "Activity '{Activity}' of instance '{InstanceId}' failed.")]
    public static partial void ActivityFailed(ILogger logger, Exception exception, string activity, string instanceId);

    [LoggerMessage(9107, LogLevel.Error,
        "A turn of instance '{InstanceId}' broke the engine, attempt {Attempt} of {Attempts}.")]
    public static partial void TurnCrashed(
        ILogger logger, Exception exception, string instanceId, int attempt, int attempts);

    [LoggerMessage(9108, LogLevel.Warning,
        "Durable:Faults:DropEvents is set: raised events are dropped. For tests of what an app survives.")]
    public static partial void DropsEvents(ILogger logger);

    [LoggerMessage(9109, LogLevel.Critical,
        "A work item could not be journaled. The engine takes no more work until a restart.")]
    public static partial void JournalStopped(ILogger logger, Exception exception);

    [LoggerMessage(9110, LogLevel.Critical, "A work item broke the engine. It is taken up again at the next start.")]
    public static partial void WorkItemBroke(ILogger logger, Exception exception);

    [LoggerMessage(9111, LogLevel.Warning,
        "Activities that ignore their cancellation are left behind at the stop. They run again at the next start.")]
    public static partial void LeftRunning(ILogger logger);
}
