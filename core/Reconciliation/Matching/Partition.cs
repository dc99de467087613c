using System.Buffers;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>The movements of both sides whose keys fall into one range: in memory first, spilled beyond its bound.</summary>
internal sealed class Partition(ChunkPool pool, SpillLog.Log spill)
{
    private readonly List<Chunk>[] _kept = [[], []];
    private readonly List<SpillLog.Piece>[] _spilled = [[], []];
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

    /// <summary>Moves one side's movements to where they are joined.</summary>
    /// <returns>How many bytes they are.</returns>
    public int MoveTo(Span<byte> to, Side side)
    {
        var length = 0;
        foreach (var chunk in _kept[(int)side])
        {
            chunk.Movements.CopyTo(to[length..]);
            length += chunk.Length;
            pool.Return(chunk, wasKept: true);
        }

        foreach (var piece in _spilled[(int)side])
        {
            spill.Read(piece, to[length..]);
            length += piece.Length;
        }

        Forget(side);
        return length;
    }

    /// <summary>Hands on whole movements, some at a time, and lets go of them: for what is too large to be joined at once.</summary>
    public void Drain(Side side, Action<Side, ReadOnlySpan<byte>> take)
    {
        foreach (var chunk in _kept[(int)side])
        {
            take(side, chunk.Movements);
            pool.Return(chunk, wasKept: true);
        }

        foreach (var piece in _spilled[(int)side])
        {
            var room = ArrayPool<byte>.Shared.Rent(piece.Length);
            spill.Read(piece, room);
            take(side, room.AsSpan(0, piece.Length));
            ArrayPool<byte>.Shared.Return(room);
        }

        Forget(side);
    }

    private bool Put(Side side, Chunk full, int rows)
    {
        lock (_lock)
        {
            _bytes[(int)side] += full.Length;
            _rows[(int)side] += rows;
            _kept[(int)side].Add(full);
            if (pool.TryKeep()) return true;
            SpillAll(full);
            return false;
        }
    }

    /// <summary>
    /// Who meets the bound makes room for the others too: what it has kept is written, and later read, in large pieces, where buffer by buffer
    /// would have been ten times as many.
    /// </summary>
    private void SpillAll(Chunk full)
    {
        foreach (var side in (ReadOnlySpan<Side>)[Side.Here, Side.There])
        {
            spill.Append(_kept[(int)side], _spilled[(int)side]);
            foreach (var chunk in _kept[(int)side])
            {
                if (chunk != full) pool.Return(chunk, wasKept: true);
            }

            _kept[(int)side].Clear();
        }
    }

    private void Forget(Side side)
    {
        _kept[(int)side].Clear();
        _spilled[(int)side].Clear();
    }
}
