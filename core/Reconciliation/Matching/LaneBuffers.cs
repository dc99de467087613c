using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>One thread's open buffers for one side: one for each partition.</summary>
/// <remarks>
/// Movements are gathered a few at a time in a stage that stays in the processor's cache, and go to their buffers from there: each of
/// hundreds of buffers lies in a page of its own, and waiting for a page and a line with every row took an eighth of a run.
/// </remarks>
internal sealed class LaneBuffers(PartitionSet partitions, ChunkPool pool, Side side)
{
    private const int StageSize = 512;

    private readonly Open[] _open = OpenAll(partitions.Count);
    private readonly byte[] _stage = GC.AllocateUninitializedArray<byte>(partitions.Count * StageSize, pinned: true);

    /// <summary>Room for one packed movement with this hash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Take(ulong hash, int size)
    {
        var number = partitions.IndexOf(hash);
        ref var open = ref _open[number];
        if (open.At + size > open.End) return TakeAfterFlush(number, ref open, size);
        var taken = _stage.AsSpan(open.At, size);
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
            Flush(number, ref open);
            if (open.Chunk is { } chunk) partitions[number].Close(side, chunk, open.RowsOfChunk);
        }

        OpenAll(_open);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first rows on: no tier is waited for.
    private Span<byte> TakeAfterFlush(int number, ref Open open, int size)
    {
        Flush(number, ref open);
        open.Rows++;
        if (size > StageSize) return ChunkFor(number, ref open, size).Append(size); // It has texts of a hundred bytes.
        open.At += size;
        return _stage.AsSpan(open.At - size, size);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Flush(int number, ref Open open)
    {
        var staged = _stage.AsSpan(number * StageSize, open.At - number * StageSize);
        if (staged.IsEmpty) return;
        staged.CopyTo(ChunkFor(number, ref open, staged.Length).Append(staged.Length));
        open.At = number * StageSize;
    }

    /// <summary>A buffer with so much room, in which the rows that were taken since the last time will be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Chunk ChunkFor(int number, ref Open open, int size)
    {
        var chunk = open.Chunk ?? pool.Take();
        if (!chunk.HasRoom(size))
        {
            chunk = partitions[number].Exchange(side, chunk, open.RowsOfChunk);
            open.RowsOfChunk = 0;
        }

        open.RowsOfChunk += open.Rows;
        open.Rows = 0;
        return open.Chunk = chunk;
    }

    private static Open[] OpenAll(int count)
    {
        var open = new Open[count];
        OpenAll(open);
        return open;
    }

    private static void OpenAll(Open[] open)
    {
        for (var number = 0; number < open.Length; number++)
            open[number] = new() { At = number * StageSize, End = (number + 1) * StageSize };
    }

    /// <summary>A part of the stage while it is filled, and the buffer that it goes to.</summary>
    private struct Open
    {
        public int At;
        public int End;
        public int Rows;
        public int RowsOfChunk;
        public Chunk? Chunk;
    }
}
