namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A buffer of packed movements of one side and partition.</summary>
internal sealed class Chunk(int size)
{
    /// <summary>All its room. Pinned: thousands of these, and none is to be moved by a collection.</summary>
    public byte[] Bytes { get; } = GC.AllocateUninitializedArray<byte>(size, pinned: true);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Movements => Bytes.AsSpan(0, Length);

    /// <summary>Says how much of it whoever wrote to it has filled.</summary>
    public Chunk Filled(int length)
    {
        Length = length;
        return this;
    }

    public void Clear() => Length = 0;
}
