using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Long numbers as half a byte a digit: providers' ids have 21 to 32 of them, and a day has millions.</summary>
internal static class DigitText
{
    private const int Step = 8;
    private const ulong HighHalves = 0xF0F0F0F0F0F0F0F0;
    private const ulong Zeros = 0x3030303030303030;
    private const ulong PastNine = 0x0606060606060606;

    /// <summary>Whether a text is digits only, and long enough to be worth it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Packs(ReadOnlySpan<byte> text)
    {
        if (text.Length < Step) return false;
        for (var at = 0; at < text.Length - Step; at += Step)
        {
            if (!AreDigits(BinaryPrimitives.ReadUInt64LittleEndian(text[at..]))) return false;
        }

        return AreDigits(BinaryPrimitives.ReadUInt64LittleEndian(text[^Step..]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOf(int digits) => (digits + Step - 1) / Step * (Step / 2);

    /// <summary>Eight digits at a time; the last eight overlap those before them when the length is no multiple.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pack(ReadOnlySpan<byte> text, Span<byte> to)
    {
        for (var at = 0; at < text.Length - Step; at += Step, to = to[(Step / 2)..])
            BinaryPrimitives.WriteUInt32LittleEndian(to, Squeeze(BinaryPrimitives.ReadUInt64LittleEndian(text[at..])));
        BinaryPrimitives.WriteUInt32LittleEndian(to, Squeeze(BinaryPrimitives.ReadUInt64LittleEndian(text[^Step..])));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public static void Unpack(ReadOnlySpan<byte> from, Span<byte> text)
    {
        for (var at = 0; at < text.Length - Step; at += Step, from = from[(Step / 2)..]) Spread(from, text.Slice(at, Step));
        Spread(from, text[^Step..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreDigits(ulong eight) => unchecked(
        (eight & HighHalves) == Zeros && (eight + PastNine & HighHalves) == Zeros);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Squeeze(ulong eight)
    {
        eight &= ~HighHalves;
        eight = (eight | eight >> 4) & 0x00FF00FF00FF00FF;
        eight = (eight | eight >> 8) & 0x0000FFFF0000FFFF;
        return (uint)((eight | eight >> 16) & uint.MaxValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(ReadOnlySpan<byte> from, Span<byte> eight)
    {
        ulong digits = BinaryPrimitives.ReadUInt32LittleEndian(from);
        digits = (digits | digits << 16) & 0x0000FFFF0000FFFF;
        digits = (digits | digits << 8) & 0x00FF00FF00FF00FF;
        digits = (digits | digits << 4) & ~HighHalves;
        BinaryPrimitives.WriteUInt64LittleEndian(eight, digits | Zeros);
    }
}
