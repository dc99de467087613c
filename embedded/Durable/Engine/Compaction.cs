using Microsoft.DurableTask.History;
using Microsoft.DurableTask.Journal;

namespace Microsoft.DurableTask.Engine;

/// <summary>
/// Rewrites the journal as a snapshot of what is still needed. Work goes on in the next segment meanwhile; the snapshot
/// takes its place by a rename once it is whole on disk, so a crash at any point leaves one way to read the folder.
/// </summary>
internal sealed class Compaction(Store store, EngineOptions options, TimeProvider clock)
{
    private const int RecordSize = 64 << 10;
    private long _fromBytes = options.CompactFromBytes;
    private int _running;

    public bool IsDue => store.TotalBytes > _fromBytes && store.TotalBytes > 2 * store.LiveBytes;

    /// <summary>After a failure: not again before there is twice as much to win.</summary>
    public void PutOff() => _fromBytes = 2 * store.TotalBytes;

    /// <returns>The journal's length before and after; null where another one is running.</returns>
    public async Task<(long Before, long After)?> RunAsync()
    {
        if (Interlocked.Exchange(ref _running, 1) == 1) return null;
        try
        {
            return await RewriteAsync();
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
    }

    private async Task<(long Before, long After)> RewriteAsync()
    {
        var before = store.TotalBytes;
        Segment closed;
        KeyValuePair<string, byte[]>[] histories;
        lock (store.Gate)
            (closed, histories) = store.Rotate(options.Folder, (clock.GetUtcNow() - options.KeepEnded).Ticks);
        await store.DrainAsync();
        closed.Dispose();

        var length = WriteSnapshot(closed.Sequence, histories);
        foreach (var path in Directory.GetFiles(options.Folder, "*" + Segment.Extension))
            if (Segment.SequenceOf(path) < closed.Sequence) File.Delete(path);

        lock (store.Gate) store.CountOlder(length);
        return (before, store.TotalBytes);
    }

    private long WriteSnapshot(long sequence, KeyValuePair<string, byte[]>[] histories)
    {
        using var snapshot = Segment.CreateSnapshot(options.Folder, sequence);
        var record = new ByteWriter();
        foreach (var (id, history) in histories)
        {
            Record.Add(record, Change.Start, id, history);
            if (record.Length < RecordSize) continue;
            Append(snapshot, record);
        }

        if (record.Length > 0) Append(snapshot, record);
        snapshot.Finish();
        return snapshot.Length;
    }

    private static void Append(Segment snapshot, ByteWriter record)
    {
        var framed = new System.Buffers.ArrayBufferWriter<byte>(record.Length + Frame.HeaderSize);
        Frame.Write(framed, record.Written);
        snapshot.Append(framed.WrittenSpan);
        record.Clear();
    }
}
