using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A range of key hashes divided into equal parts, in the hashes' order.</summary>
internal sealed class PartitionSet
{
    private readonly Partition[] _partitions;
    private readonly int _bits;

    /// <param name="depth">How many leading bits of the hash are the same for all that comes in.</param>
    public PartitionSet(ChunkPool pool, SpillLog spill, int bits, int depth)
    {
        (_bits, Depth) = (bits, depth);
        _partitions = [.. Enumerable.Range(0, 1 << bits).Select(number => new Partition(pool, spill[number]))];
    }

    public int Count => _partitions.Length;

    public int Depth { get; }

    /// <summary>The depth that each partition has.</summary>
    public int DepthBelow => Depth + _bits;

    public Partition this[int index] => _partitions[index];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int IndexOf(ulong hash) => (int)(hash << Depth >> 1 >> (63 - _bits));
}
