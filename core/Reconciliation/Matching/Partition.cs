namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>The movements of both sides whose keys fall into one range: in memory first, in a stream beyond its bound.</summary>
internal sealed class Partition(ChunkPool pool, Func<Stream> spill) : IDisposable
{
    private readonly List<Chunk>[] _kept = [[], []];
    private readonly long[] _bytes = new long[2];
    private readonly int[] _rows = new int[2];
    private readonly Lock _lock = new();
    private Stream? _spilled;

    public long Bytes => _bytes[0] + _bytes[1];

    public int Rows(Side side) => _rows[(int)side];

    public long BytesOf(Side side) => _bytes[(int)side];

    /// <summary>Takes what a lane has filled; the lane goes on with another buffer, or with this one when it was spilled.</summary>
    public Chunk Exchange(Side side, Chunk full, int rows)
    {
        if (Put(side, full, rows)) return pool.Take();
        full.Length = Chunk.HeadSize;
        return full;
    }

    /// <summary>Takes a lane's last buffer.</summary>
    public void Close(Side side, Chunk last, int rows)
    {
        if (rows == 0 || !Put(side, last, rows)) pool.Return(last, wasKept: false);
    }

    /// <summary>Hands every buffer to the reader, each once, and lets go of them.</summary>
    public void Drain(IPartitionReader reader)
    {
        foreach (var side in (ReadOnlySpan<Side>)[Side.Here, Side.There])
        {
            foreach (var chunk in _kept[(int)side])
            {
                reader.Take(side, chunk.Movements);
                pool.Return(chunk, wasKept: true);
            }

            _kept[(int)side].Clear();
        }

        if (_spilled is null) return;
        DrainSpilled(reader, _spilled);
        Dispose();
    }

    public void Dispose()
    {
        _spilled?.Dispose();
        _spilled = null;
    }

    private bool Put(Side side, Chunk full, int rows)
    {
        var keeps = pool.TryKeep();
        lock (_lock)
        {
            _bytes[(int)side] += full.Movements.Length;
            _rows[(int)side] += rows;
            if (keeps) _kept[(int)side].Add(full);
            else full.WriteTo(_spilled ??= spill(), side);
        }

        return keeps;
    }

    private void DrainSpilled(IPartitionReader reader, Stream spilled)
    {
        spilled.Position = 0;
        var chunk = pool.Take();
        Span<byte> head = stackalloc byte[Chunk.HeadSize];
        while (spilled.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) is var read && read > 0)
        {
            if (read < head.Length) throw new EndOfStreamException("A spill stream has lost its end.");
            var (side, length) = Chunk.ReadHead(head);
            chunk.Length = Chunk.HeadSize;
            spilled.ReadExactly(chunk.Take(length));
            reader.Take(side, chunk.Movements);
        }

        pool.Return(chunk, wasKept: false);
    }
}
