using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Decimals as providers print them: digits and one point. Never a float on the way.</summary>
internal static class DecimalText
{
    /// <summary>What <see cref="TryReadShort"/> is given: so many bytes from the cell's first on.</summary>
    public const int ShortMax = sizeof(ulong);

    private const int DigitsMax = 17;
    private const ulong Zeros = 0x3030303030303030;
    private const ulong HighHalves = 0xF0F0F0F0F0F0F0F0;
    private const ulong PastNine = 0x0606060606060606;

    /// <summary>
    /// Reads what nearly every cell of money is, without a branch a digit: up to eight bytes, and exactly as many decimals as the scale has.
    /// </summary>
    /// <param name="bytes">The cell's bytes and whatever follows them, the first one lowest.</param>
    /// <returns>False for anything else, which <see cref="TryRead"/> is for.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadShort(ulong bytes, int length, int scale, out long value)
    {
        value = 0;
        var digits = scale == 0 ? length : length - 1;
        if (length > ShortMax || digits <= scale) return false;
        unchecked
        {
            bytes <<= 64 - 8 * length; // The last sign is the highest byte now.
            if (scale > 0)
            {
                var point = 56 - 8 * scale;
                if ((byte)(bytes >> point) != '.') return false;
                bytes = (bytes & ~0UL << point + 8) | (bytes & (1UL << point) - 1) << 8;
            }

            bytes |= Zeros & (1UL << 64 - 8 * digits) - 1;
            if ((bytes & HighHalves) != Zeros || (bytes + PastNine & HighHalves) != Zeros) return false;
            bytes = (bytes & ~HighHalves) * (10 << 8 | 1) >> 8; // Pairs of digits, then of pairs, then of fours.
            bytes = (bytes & 0x00FF00FF00FF00FF) * (100 << 16 | 1) >> 16;
            value = (long)((bytes & 0x0000FFFF0000FFFF) * (10_000UL << 32 | 1) >> 32);
            return true;
        }
    }

    /// <summary>Reads into units of the given scale: <c>12.30</c> at scale 2 is 1230.</summary>
    /// <returns>False for blanks, separators of thousands, exponents, a missing digit, or more decimals than the scale has.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public static bool TryRead(ReadOnlySpan<byte> text, int scale, out long value)
    {
        value = 0;
        var isNegative = !text.IsEmpty && text[0] == '-';
        var at = isNegative ? 1 : 0;
        var start = at;
        if (text.Length > DigitsMax + 2) return false;
        for (; at < text.Length && IsDigit(text[at]); at++) value = Append(value, text[at]);
        if (at == start || at - start > DigitsMax - scale) return false;
        var decimals = 0;
        if (at < text.Length)
        {
            if (text[at++] != '.' || at == text.Length) return false;
            for (; at < text.Length && IsDigit(text[at]) && decimals < scale; at++, decimals++)
                value = Append(value, text[at]);
            if (at < text.Length) return false;
        }

        for (; decimals < scale; decimals++) value = Append(value, (byte)'0');
        if (isNegative) value = -value;
        return true;
    }

    /// <summary>For people to read.</summary>
    public static string Print(long value, int scale) =>
        ((decimal)value / (decimal)Math.Pow(10, scale)).ToString($"F{scale}", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>So few digits cannot overflow.</summary>
    private static long Append(long value, byte digit) => unchecked(value * 10 + (digit - '0'));

    private static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';
}
