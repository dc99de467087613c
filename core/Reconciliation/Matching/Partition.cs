namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>The movements of both sides whose keys fall into one range: in memory first, spilled beyond its bound.</summary>
internal sealed class Partition(ChunkPool pool, SpillLog.Log spill)
{
    private readonly List<Chunk>[] _kept = [[], []];
    private readonly List<(long Position, int Length)>[] _spilled = [[], []];
    private readonly long[] _bytes = new long[2];
    private readonly int[] _rows = new int[2];
    private readonly Lock _lock = new();

    public long Bytes => _bytes[0] + _bytes[1];

    public int Rows(Side side) => _rows[(int)side];

    public long BytesOf(Side side) => _bytes[(int)side];

    /// <summary>Takes what a lane has filled; the lane goes on with another buffer, or with this one when it was spilled.</summary>
    public Chunk Exchange(Side side, Chunk full, int rows)
    {
        if (Put(side, full, rows)) return pool.Take();
        full.Clear();
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
            DrainSpilled(side, reader);
        }
    }

    private void DrainSpilled(Side side, IPartitionReader reader)
    {
        if (_spilled[(int)side].Count == 0) return;
        var chunk = pool.Take();
        foreach (var (position, length) in _spilled[(int)side])
        {
            spill.Read(position, chunk.Room[..length]);
            reader.Take(side, chunk.Filled(length).Movements);
        }

        _spilled[(int)side].Clear();
        pool.Return(chunk, wasKept: false);
    }

    private bool Put(Side side, Chunk full, int rows)
    {
        var keeps = pool.TryKeep();
        var position = keeps ? 0 : spill.Append(full.Movements);
        lock (_lock)
        {
            _bytes[(int)side] += full.Length;
            _rows[(int)side] += rows;
            if (keeps) _kept[(int)side].Add(full);
            else _spilled[(int)side].Add((position, full.Length));
        }

        return keeps;
    }
}
