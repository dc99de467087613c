namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Buffers of one size, up to a bound; whoever gets none has to spill.</summary>
internal sealed class ChunkPool
{
    public const int ChunkSizeMax = 8 << 10;
    private const int ChunkSizeMin = 2 << 10;
    private const int ChunksOfSlab = 64;

    private readonly Stack<Chunk> _free = new();
    private readonly Lock _lock = new();
    private readonly long _kept;
    private byte[] _slab = [];
    private int _used;
    private long _taken;

    /// <param name="lanes">How many buffers are written to at a time, all over: these there are in any case.</param>
    public ChunkPool(long memory, int lanes)
    {
        ChunkSize = (int)Math.Clamp(memory / (4 * lanes) & ~7L, ChunkSizeMin, ChunkSizeMax);
        _kept = memory / ChunkSize - lanes;
    }

    public int ChunkSize { get; }

    /// <summary>A buffer for a lane to write to.</summary>
    public Chunk Take()
    {
        lock (_lock) return _free.TryPop(out var chunk) ? chunk : Carve();
    }

    /// <summary>Whether one more full buffer may be kept; each that is, is given back one day.</summary>
    public bool TryKeep()
    {
        lock (_lock)
        {
            if (_taken >= _kept) return false;
            _taken++;
            return true;
        }
    }

    public void Return(Chunk chunk, bool wasKept)
    {
        chunk.Clear();
        lock (_lock)
        {
            if (wasKept) _taken--;
            _free.Push(chunk);
        }
    }

    /// <summary>The runtime is asked for many at once: there are thousands of them. None is ever moved by a collection.</summary>
    private Chunk Carve()
    {
        if (_used == _slab.Length) (_slab, _used) = (GC.AllocateUninitializedArray<byte>(ChunkSize * ChunksOfSlab, pinned: true), 0);
        _used += ChunkSize;
        return new(_slab, _used - ChunkSize, ChunkSize);
    }
}
