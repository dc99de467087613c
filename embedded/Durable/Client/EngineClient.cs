using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Engine;
using Microsoft.DurableTask.History;

namespace Microsoft.DurableTask.Client;

/// <summary>The client of the engine in this process.</summary>
internal sealed class EngineClient(DurableEngine engine) : DurableTaskClient("PayFunctions")
{
    public override ValueTask DisposeAsync() => default; // The engine outlives every client.

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

    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        return engine.TerminateAsync(
            instanceId, PayloadJson.Default.Serialize(options?.Output), options?.Recursive ?? false);
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        if (options?.Recursive == true)
            throw new NotSupportedException(
                "An ended instance no longer knows its sub-orchestrations: purge each by its id.");
        return new(await engine.PurgeAsync(instanceId));
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return Task.FromResult(engine.Find(instanceId, getInputsAndOutputs));
    }

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        await engine.WhenEndedAsync(instanceId).WaitAsync(cancellation);
        return engine.Find(instanceId, getInputsAndOutputs) ?? throw RpcException.NotFound(instanceId);
    }

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new Listing(engine, filter ?? new());

    private static OrchestrationRuntimeStatus Status(string name) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
            ? status
            : throw new ArgumentException($"Invalid orchestration runtime status: '{name}' for deduplication.");

    /// <summary>Walks over the ids that matched at its beginning; the token is the last id given.</summary>
    private sealed class Listing(DurableEngine engine, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
    {
        public override async IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
            string? continuationToken = null, int? pageSizeHint = null)
        {
            await Task.CompletedTask;
            var after = continuationToken ?? query.ContinuationToken;
            var ids = engine.List(Matches);
            var next = after is null ? 0 : ids.FindIndex(id => string.CompareOrdinal(id, after) > 0);
            if (next < 0) next = ids.Count;
            var size = Math.Max(1, pageSizeHint ?? query.PageSize);
            do
            {
                var page = ids.GetRange(next, Math.Min(size, ids.Count - next));
                next += page.Count;
                yield return new(Describe(page), next < ids.Count ? page[^1] : null);
            }
            while (next < ids.Count);
        }

        private List<OrchestrationMetadata> Describe(List<string> ids) =>
            [.. ids.Select(id => engine.Find(id, query.FetchInputsAndOutputs)).OfType<OrchestrationMetadata>()];

        private bool Matches(Instance instance) =>
            (query.Statuses is null || query.Statuses.Contains(instance.Status))
            && instance.Id.StartsWith(query.InstanceIdPrefix ?? "", StringComparison.Ordinal)
            && (query.CreatedFrom is not { } from || instance.CreatedTicks >= from.UtcTicks)
            && (query.CreatedTo is not { } to || instance.CreatedTicks <= to.UtcTicks);
    }
}
