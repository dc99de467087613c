using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>One thread's open buffers for one side: one for each partition.</summary>
internal sealed class LaneBuffers(PartitionSet partitions, ChunkPool pool, Side side)
{
    private readonly Open[] _open = new Open[partitions.Count];

    /// <summary>Room for one packed movement with this hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Take(ulong hash, int size)
    {
        var number = partitions.IndexOf(hash);
        ref var open = ref _open[number];
        if (open.At + size > open.End) Renew(number, ref open);
        var taken = open.Slab.AsSpan(open.At, size);
        open.At += size;
        open.Rows++;
        return taken;
    }

    /// <summary>Hands over what is still open.</summary>
    public void Close()
    {
        for (var number = 0; number < _open.Length; number++)
        {
            ref var open = ref _open[number];
            if (open.Chunk is { } chunk) partitions[number].Close(side, open.Filled(chunk), open.Rows);
            open = default;
        }
    }

    private void Renew(int number, ref Open open)
    {
        var chunk = open.Chunk is { } full ? partitions[number].Exchange(side, open.Filled(full), open.Rows) : pool.Take();
        open = new() { Chunk = chunk, Slab = chunk.Slab, At = chunk.Start, End = chunk.End };
    }

    /// <summary>A chunk while it is filled: what a row needs of it stands side by side.</summary>
    private struct Open
    {
        public Chunk? Chunk;
        public byte[] Slab;
        public int At;
        public int End;
        public int Rows;

        public readonly Chunk Filled(Chunk chunk) => chunk.Filled(At - chunk.Start);
    }
}
