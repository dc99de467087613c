using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>
/// Texts that end in digits as half a byte a digit: ids, ours and providers', are a few letters and a long number, and a day has millions.
/// </summary>
/// <remarks>
/// The digits go by eights from the text's end; what is before them stays as it is. A text packs in one way only, so two are the same when
/// their lengths, their eights and their packed bytes are.
/// </remarks>
internal static class DigitText
{
    /// <summary>More are left as they are, so that half a byte holds the number.</summary>
    public const int EightsMax = 15;

    private const int Step = 8;
    private const int Saved = Step / 2;
    private const ulong HighHalves = 0xF0F0F0F0F0F0F0F0;
    private const ulong Zeros = 0x3030303030303030;
    private const ulong PastNine = 0x0606060606060606;

    /// <summary>How many times eight digits a text ends in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Eights(ReadOnlySpan<byte> text)
    {
        var eights = 0;
        for (var at = text.Length - Step; at >= 0 && eights < EightsMax; at -= Step, eights++)
        {
            if (!AreDigits(BinaryPrimitives.ReadUInt64LittleEndian(text[at..]))) break;
        }

        return eights;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SizeOf(int length, int eights) => length - Saved * eights;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pack(ReadOnlySpan<byte> text, int eights, Span<byte> to)
    {
        var before = text.Length - Step * eights;
        if (before > Step || eights == 0 || to.Length < Step) text[..before].CopyTo(to);
        else BinaryPrimitives.WriteUInt64LittleEndian(to, BinaryPrimitives.ReadUInt64LittleEndian(text)); // Digits overwrite what is too much.
        to = to[before..];
        for (var at = before; at < text.Length; at += Step, to = to[Saved..])
            BinaryPrimitives.WriteUInt32LittleEndian(to, Squeeze(BinaryPrimitives.ReadUInt64LittleEndian(text[at..])));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public static void Unpack(ReadOnlySpan<byte> from, int eights, Span<byte> text)
    {
        var before = text.Length - Step * eights;
        from[..before].CopyTo(text);
        from = from[before..];
        for (var at = before; at < text.Length; at += Step, from = from[Saved..]) Spread(from, text.Slice(at, Step));
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
