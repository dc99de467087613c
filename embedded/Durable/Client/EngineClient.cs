using System.Runtime.CompilerServices;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Engine;
using Microsoft.DurableTask.History;

namespace Microsoft.DurableTask.Client;

/// <summary>The client of the engine in this process.</summary>
internal sealed class EngineClient(DurableEngine engine) : DurableTaskClient
{
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        var duplicates = options?.DedupeStatuses?.Select(Status).ToHashSet();
        await engine.StartAsync(
            orchestratorName.Name, id, PayloadJson.Default.Serialize(input), options?.StartAt, duplicates);
        return id;
    }

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        cancellation.ThrowIfCancellationRequested();
        return engine.RaiseAsync(instanceId, eventName, PayloadJson.Default.Serialize(eventPayload));
    }

    public override Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return Task.FromResult(engine.Find(instanceId, getInputsAndOutputs));
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new Listing(engine, filter ?? new());

    private static OrchestrationRuntimeStatus Status(string name) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
            ? status
            : throw new ArgumentException($"Invalid orchestration runtime status: '{name}' for deduplication.");

    /// <summary>Walks over the ids that matched at its beginning: none is skipped or given twice.</summary>
    private sealed class Listing(DurableEngine engine, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
    {
        private protected override async IAsyncEnumerable<OrchestrationMetadata> Values(
            [EnumeratorCancellation] CancellationToken cancellation)
        {
            await Task.CompletedTask;
            foreach (var id in engine.List(Matches))
            {
                cancellation.ThrowIfCancellationRequested();
                if (engine.Find(id, query.FetchInputsAndOutputs) is { } found) yield return found;
            }
        }

        private bool Matches(Instance instance) =>
            (query.Statuses is null || query.Statuses.Contains(instance.Status))
            && instance.Id.StartsWith(query.InstanceIdPrefix ?? "", StringComparison.Ordinal)
            && string.CompareOrdinal(instance.Id, query.ContinuationToken) > 0
            && (query.CreatedFrom is not { } from || instance.CreatedTicks >= from.UtcTicks)
            && (query.CreatedTo is not { } to || instance.CreatedTicks <= to.UtcTicks);
    }
}
