using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>A buffer of packed movements of one side and partition.</summary>
internal sealed class Chunk(int size)
{
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(size, pinned: true);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Movements => _bytes.AsSpan(0, Length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasRoomFor(int size) => Length + size <= _bytes.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<byte> Take(int size)
    {
        var taken = _bytes.AsSpan(Length, size);
        Length += size;
        return taken;
    }

    public void Clear() => Length = 0;
}
