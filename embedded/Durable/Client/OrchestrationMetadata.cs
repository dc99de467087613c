using Microsoft.DurableTask.Converters;

namespace Microsoft.DurableTask.Client;

/// <summary>What is known about one instance, as of the moment it was asked.</summary>
public sealed class OrchestrationMetadata
{
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    public DateTimeOffset CreatedAt { get; init; }

    public TaskFailureDetails? FailureDetails { get; init; }

    public string InstanceId { get; }

    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    public DateTimeOffset LastUpdatedAt { get; init; }

    public string Name { get; }

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public string? SerializedCustomStatus { get; init; }

    public string? SerializedInput { get; init; }

    public string? SerializedOutput { get; init; }

    /// <summary>Null unless inputs and outputs were asked for: reading them is then a bug that says so.</summary>
    internal PayloadJson? Payloads { get; init; }

    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus, nameof(ReadCustomStatusAs));

    public T? ReadInputAs<T>() => Read<T>(SerializedInput, nameof(ReadInputAs));

    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput, nameof(ReadOutputAs));

    private T? Read<T>(string? json, string method) => Payloads is { } payloads
        ? payloads.Deserialize<T>(json)
        : throw new InvalidOperationException(
            $"{method} needs an instance that was fetched with getInputsAndOutputs (or FetchInputsAndOutputs).");
}
