namespace Microsoft.DurableTask;

/// <summary>
/// How an orchestration is started: its id, not before when, and which existing instance is a duplicate.
/// </summary>
public record StartOrchestrationOptions
{
#pragma warning disable IDE1006 // The genuine record's parameters are in Pascal case, and callers name them.
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }
#pragma warning restore IDE1006

    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        DedupeStatuses = options.DedupeStatuses;
    }

    internal IReadOnlyList<string>? DedupeStatuses { get; init; }

    public string? InstanceId { get; init; }

    public DateTimeOffset? StartAt { get; init; }
}
