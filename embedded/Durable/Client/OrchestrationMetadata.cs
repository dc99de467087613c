using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Client;

/// <summary>What is known about one instance, as of the moment it was asked.</summary>
public sealed class OrchestrationMetadata
{
    internal OrchestrationMetadata(string name, string instanceId) => (Name, InstanceId) = (name, instanceId);

    public TaskFailureDetails? FailureDetails { get; init; }

    public string InstanceId { get; }

    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string Name { get; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    internal string? SerializedCustomStatus { get; init; }

    internal string? SerializedInput { get; init; }

    internal string? SerializedOutput { get; init; }

    /// <summary>Whether inputs and outputs were asked for: else reading one is a bug that says so.</summary>
    internal bool HasPayloads { get; init; }

    public T? ReadInputAs<T>() => HasPayloads
        ? PayloadJson.Default.Deserialize<T>(SerializedInput)
        : throw new InvalidOperationException(
            $"{nameof(ReadInputAs)} needs an instance that was fetched with getInputsAndOutputs (or FetchInputsAndOutputs).");
}
