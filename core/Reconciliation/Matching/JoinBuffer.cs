using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>One partition's movements side by side in memory that grows and is used again: ours first, then theirs.</summary>
internal sealed class JoinBuffer
{
    private byte[] _bytes = [];
    private int[] _offsets = [];
    private readonly byte[] _rooms = new byte[2 * PackedMovement.RoomSize];

    /// <summary>Rows below are ours, from here on theirs.</summary>
    public int HereCount { get; private set; }

    public int Count { get; private set; }

    public ReadOnlySpan<byte> this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _bytes.AsSpan(_offsets[row]);
    }

    public void Load(Partition partition)
    {
        var (hereEnd, end) = (checked((int)partition.BytesOf(Side.Here)), checked((int)partition.Bytes));
        Count = partition.Rows(Side.Here) + partition.Rows(Side.There);
        HereCount = partition.Rows(Side.Here);
        Grow(ref _bytes, end);
        Grow(ref _offsets, Count);
        var (here, there) = (partition.MoveTo(_bytes.AsSpan(0, hereEnd), Side.Here), partition.MoveTo(_bytes.AsSpan(hereEnd, end - hereEnd), Side.There));
        if (here != hereEnd || there != end - hereEnd || Index(0, hereEnd, 0) != HereCount || Index(hereEnd, end, HereCount) != Count)
            throw new InvalidDataException("A partition gave back other movements than it took.");
    }

    /// <summary>Where the texts of one row of a side are written out, for as long as nobody asks for another's.</summary>
    public Span<byte> Room(Side side) => _rooms.AsSpan((int)side * PackedMovement.RoomSize, PackedMovement.RoomSize);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsHere(int row) => row < HereCount;

    private static void Grow<T>(ref T[] array, int size)
    {
        if (array.Length < size) array = GC.AllocateUninitializedArray<T>(size + size / 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    private int Index(int start, int end, int row)
    {
        for (var at = start; at < end; at += PackedMovement.Size(_bytes.AsSpan(at))) _offsets[row++] = at;
        return row;
    }
}
