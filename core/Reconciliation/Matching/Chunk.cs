namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A buffer of packed movements of one side and partition: a piece of a larger array.</summary>
internal sealed class Chunk(byte[] slab, int start, int size)
{
    public byte[] Slab => slab;

    /// <summary>Where its room in the slab begins.</summary>
    public int Start => start;

    /// <summary>Where it ends.</summary>
    public int End => start + size;

    public int Length { get; private set; }

    public Span<byte> Room => slab.AsSpan(start, size);

    public ReadOnlySpan<byte> Movements => slab.AsSpan(start, Length);

    /// <summary>Says how much of it whoever wrote to it has filled.</summary>
    public Chunk Filled(int length)
    {
        Length = length;
        return this;
    }

    public void Clear() => Length = 0;
}
