using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Journal;

namespace Microsoft.DurableTask.Engine;

/// <summary>What clients ask for. Each returns only once its record is written.</summary>
internal sealed partial class DurableEngine
{
    public async Task StartAsync(
        string name, string instanceId, string? input, DateTimeOffset? startAt,
        IReadOnlyCollection<OrchestrationRuntimeStatus>? duplicates)
    {
        if (_host.FindOrchestrator(name) is null) throw new RpcException($"There is no orchestrator named '{name}'.");
        Batch batch;
        lock (_store.Gate)
        {
            _record.Clear();
            var before = _store.Find(instanceId);
            if (before is not null) MakeRoom(before, duplicates);
            var timers = before is null ? 0 : QueuedTimers(before);
            var events = new ByteWriter();
            events.WriteEvent(EventKind.Started, 0, _clock.GetUtcNow().Ticks, name, input);
            if (startAt is { } at) events.WriteEvent(EventKind.StartsAt, ticks: at.UtcTicks);
            Record.Add(_record, Change.Start, instanceId, events.Written);
            batch = _store.Write(_record);
            _timers.CountCancelled(timers);
            var instance = _store.Find(instanceId)!;
            Count("start", instance, 0);
            foreach (var open in instance.Open) TakeUp(instance, open);
            MakeReady(instance);
        }

        await CommitAsync(batch);
    }

    public async Task RaiseAsync(string instanceId, string name, string? payload)
    {
        Batch batch;
        lock (_store.Gate)
        {
            var instance = Live(instanceId, $"raise event {name} for");
            if (_options.DropEvents) return;
            var before = instance.Events;
            var events = new ByteWriter();
            events.WriteEvent(EventKind.EventRaised, name: name, payload: payload);
            _record.Clear();
            Record.Add(_record, Change.Append, instanceId, events.Written);
            batch = _store.Write(_record);
            Count("event", instance, before);
            MakeReady(instance);
        }

        await CommitAsync(batch);
    }

    public OrchestrationMetadata? Find(string instanceId, bool withPayloads)
    {
        lock (_store.Gate) return _store.Find(instanceId) is { } found ? Description.Of(found, withPayloads) : null;
    }

    /// <summary>The ids of all that match, in order: walked page by page, none is skipped or repeated.</summary>
    public List<string> List(Func<Instance, bool> matches)
    {
        List<string> ids;
        lock (_store.Gate) ids = [.. _store.Instances.Where(matches).Select(instance => instance.Id)];
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    private Instance Live(string instanceId, string cannot)
    {
        var instance = _store.Find(instanceId) ?? throw RpcException.NotFound(instanceId);
        return instance.HasEnded ? throw RpcException.Ended(cannot, instanceId, instance.Status) : instance;
    }

    // As the genuine pair does: with no list a live instance is a duplicate and an ended one is replaced; with a list,
    // a live instance that the list leaves out is terminated. That is why our own callers always name every status.
    private void MakeRoom(Instance before, IReadOnlyCollection<OrchestrationRuntimeStatus>? duplicates)
    {
        if (duplicates?.Contains(before.Status) ?? !before.HasEnded)
            throw new OrchestrationAlreadyExistsException(before.Id);
        if (before.HasEnded) return;
        var events = new ByteWriter();
        events.WriteEvent(EventKind.Terminated, ticks: _clock.GetUtcNow().Ticks);
        Record.Add(_record, Change.Append, before.Id, events.Written);
    }
}
