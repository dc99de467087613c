using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Journal;

namespace Microsoft.DurableTask.Engine;

/// <summary>Every instance in memory, and the journal they come from; <see cref="Write"/> alone changes one.</summary>
internal sealed class Store : IDisposable
{
    private readonly FolderLock _lock;
    private readonly JournalWriter _journal;
    private readonly Dictionary<string, Instance> _instances;
    private long _olderBytes;
    private Segment _segment;

    public Store(
        FolderLock folderLock, Segment segment, long olderBytes, Dictionary<string, Instance> instances, bool fsync)
    {
        (_lock, _segment, _olderBytes, _instances) = (folderLock, segment, olderBytes, instances);
        _journal = new(segment, fsync);
        LiveBytes = instances.Values.Sum(Size);
    }

    /// <summary>Guards every instance. Held for moments: no await and no foreign code under it.</summary>
    public Lock Gate { get; } = new();

    public Dictionary<string, Instance>.ValueCollection Instances => _instances.Values;

    /// <summary>What a compaction would leave.</summary>
    public long LiveBytes { get; private set; }

    public long TotalBytes => _olderBytes + _segment.Length;

    public Instance? Find(string instanceId) => _instances.GetValueOrDefault(instanceId);

    /// <summary>Appends one work item's record and applies it: under the gate, so that file and memory agree.</summary>
    public Batch Write(ByteWriter record)
    {
        var batch = _journal.Append(record.Written);
        Record.Read(record.Written, Apply);
        return batch;
    }

    public Task CommitAsync(Batch batch) => _journal.CommitAsync(batch);

    /// <summary>Under the gate: closes the segment, and gives it with every instance as of its end.</summary>
    public (Segment Closed, KeyValuePair<string, byte[]>[] Histories) Rotate(string folder, long endedBeforeTicks)
    {
        foreach (var (id, instance) in _instances)
        {
            if (!instance.HasEnded || instance.UpdatedTicks >= endedBeforeTicks) continue;
            LiveBytes -= Size(instance);
            _instances.Remove(id);
        }

        var next = Segment.CreateLog(folder, _segment.Sequence + 1);
        var closed = _journal.Rotate(next);
        _segment = next;
        return (closed, [.. _instances.Select(found => KeyValuePair.Create(found.Key, found.Value.History))]);
    }

    public void CountOlder(long bytes) => _olderBytes = bytes;

    public Task DrainAsync() => _journal.DrainAsync();

    public void Dispose()
    {
        _journal.Dispose();
        _lock.Dispose();
    }

    public static void Apply(
        Dictionary<string, Instance> instances, Change change, string instanceId, ReadOnlySpan<byte> events)
    {
        if (change == Change.Start) instances[instanceId] = new(instanceId);
        instances[instanceId].Append(events);
    }

    private void Apply(Change change, string instanceId, ReadOnlySpan<byte> events)
    {
        var before = _instances.TryGetValue(instanceId, out var old) ? Size(old) : 0;
        Apply(_instances, change, instanceId, events);
        LiveBytes += Size(_instances[instanceId]) - before;
    }

    private static long Size(Instance instance) => instance.History.Length + instance.Id.Length + 8;
}
