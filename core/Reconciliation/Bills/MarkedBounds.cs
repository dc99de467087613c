using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Turns the marks of 64 bytes into bounds of cells: for each the end of one and the start of the next.</summary>
internal static class MarkedBounds
{
    /// <summary>Marks are written so many at a time, whatever is left of them, and there has to be room: no branch has to be guessed.</summary>
    public const int WrittenAtOnce = 8;

    private static ReadOnlySpan<byte> Places =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
        32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
    ];

    /// <summary>Which of the marks' eight bytes holds the bit of each of the 64 bytes.</summary>
    private static ReadOnlySpan<byte> MarkBytes =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3,
        4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7, 7,
    ];

    /// <param name="marks">A bit for each byte that parts two cells.</param>
    /// <param name="count">How many bits are set.</param>
    /// <param name="before">How many bytes before the mark belong to neither cell.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(Span<int> bounds, int at, ulong marks, int count, int before)
    {
        if (Avx512Vbmi2.IsSupported) PutCompressed(bounds, at, marks, count, before);
        else PutEach(bounds, at, marks, count, before);
    }

    /// <summary>All places at once by one instruction, where a processor has it (Ice Lake, Zen 4): half the time of one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutCompressed(Span<int> bounds, int at, ulong marks, int count, int before)
    {
        ref var to = ref MemoryMarshal.GetReference(bounds);
        var bits = Vector512.Create(0x8040201008040201).AsByte();
        var spread = Avx512BW.Shuffle(Vector512.Create(marks).AsByte(), Vector512.Create(MarkBytes));
        var isMarked = Vector512.Equals(spread & bits, bits);
        var places = Avx512Vbmi2.Compress(Vector512<byte>.Zero, isMarked, Vector512.Create(Places)).AsUInt64();
        var pair = Vector512.Create(unchecked((ulong)(at + 1) << 32 | (uint)(at - before))).AsInt32();
        for (; count > 0; count -= WrittenAtOnce)
        {
            var eight = Avx512F.ConvertToVector512UInt64(places.GetLower().GetLower().AsByte());
            ((eight | eight << 32).AsInt32() + pair).StoreUnsafe(ref to);
            places = Avx512F.AlignRight64(places, places, 1);
            to = ref Unsafe.Add(ref to, 2 * WrittenAtOnce);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutEach(Span<int> bounds, int at, ulong marks, int count, int before)
    {
        ref var to = ref MemoryMarshal.GetReference(bounds);
        for (; count > 0; count -= WrittenAtOnce / 2)
        {
            PutOne(ref to, at, ref marks, before);
            PutOne(ref Unsafe.Add(ref to, 2), at, ref marks, before);
            PutOne(ref Unsafe.Add(ref to, 4), at, ref marks, before);
            PutOne(ref Unsafe.Add(ref to, 6), at, ref marks, before);
            to = ref Unsafe.Add(ref to, WrittenAtOnce);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutOne(ref int to, int at, ref ulong marks, int before)
    {
        var mark = unchecked(at + BitOperations.TrailingZeroCount(marks));
        marks &= unchecked(marks - 1);
        to = unchecked(mark - before);
        Unsafe.Add(ref to, 1) = unchecked(mark + 1);
    }
}
