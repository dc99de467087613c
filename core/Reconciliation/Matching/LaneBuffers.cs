using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>One thread's open buffers for one side: one for each partition.</summary>
internal sealed class LaneBuffers(PartitionSet partitions, ChunkPool pool, Side side)
{
    private readonly Chunk?[] _open = new Chunk?[partitions.Count];
    private readonly int[] _rows = new int[partitions.Count];

    /// <summary>Room for one packed movement with this hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public Span<byte> Take(ulong hash, int size)
    {
        var at = partitions.IndexOf(hash);
        var chunk = _open[at];
        if (chunk is null || !chunk.HasRoomFor(size)) chunk = Renew(at, chunk);
        _rows[at]++;
        return chunk.Take(size);
    }

    /// <summary>Hands over what is still open.</summary>
    public void Close()
    {
        for (var at = 0; at < _open.Length; at++)
        {
            if (_open[at] is { } chunk) partitions[at].Close(side, chunk, _rows[at]);
            (_open[at], _rows[at]) = (null, 0);
        }
    }

    private Chunk Renew(int at, Chunk? full)
    {
        var chunk = full is null ? pool.Take() : partitions[at].Exchange(side, full, _rows[at]);
        _open[at] = chunk;
        _rows[at] = 0;
        return chunk;
    }
}
