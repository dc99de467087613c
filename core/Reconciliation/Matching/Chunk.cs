namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A buffer of packed movements of one side and partition: a piece of a larger array.</summary>
internal sealed class Chunk(byte[] slab, int start, int size)
{
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Movements => slab.AsSpan(start, Length);

    public bool HasRoom(int more) => Length + more <= size;

    /// <summary>Room behind what it holds, for whole movements, which are its own from now on.</summary>
    public Span<byte> Append(int more)
    {
        var room = slab.AsSpan(start, size).Slice(Length, more);
        Length += more;
        return room;
    }

    public void Clear() => Length = 0;
}
