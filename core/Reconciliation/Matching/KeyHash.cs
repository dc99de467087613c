using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>
/// The place of a key among all keys: where it is joined and where its differences stand in the output, whatever the
/// number of partitions and the order of the input. The same on every machine and in every run.
/// </summary>
internal static class KeyHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private const ulong Start = 0xD6E8FEB86659FD93;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public static ulong Of(MovementKind kind, ReadOnlySpan<byte> key)
    {
        unchecked
        {
            var hash = Start ^ ((ulong)kind << 32 | (uint)key.Length);
            var whole = key;
            for (; key.Length >= 8; key = key[8..]) hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key));
            return Mix(Mix(hash ^ Rest(whole, key)) ^ Start);
        }
    }

    /// <summary>The last bytes that make no eight, with zeros above them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Rest(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> last)
    {
        if (last.IsEmpty) return 0;
        if (whole.Length >= 8) return BinaryPrimitives.ReadUInt64LittleEndian(whole[^8..]) >> (64 - 8 * last.Length);
        var rest = 0UL;
        for (var i = 0; i < last.Length; i++) rest |= (ulong)last[i] << (8 * i);
        return rest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            var high = Math.BigMul(value, Multiplier, out var low);
            return high ^ low ^ (value >> 29);
        }
    }
}
