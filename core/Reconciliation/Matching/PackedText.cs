using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>Where one text stands within a packed movement.</summary>
/// <param name="Length">How long it is once it is written out.</param>
/// <param name="Eights">How many times eight digits it ends in.</param>
internal readonly record struct PackedText(int Start, int Length, int Eights)
{
    public int End
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Start + DigitText.SizeOf(Length, Eights);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> movement) => movement[Start..End];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Half of a day's rows may differ: no tier is waited for.
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> movement, Span<byte> room)
    {
        if (Eights == 0) return In(movement);
        var text = room[..Length];
        DigitText.Unpack(In(movement), Eights, text);
        return text;
    }
}
