using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Decimals as providers print them: digits and one point. Never a float on the way.</summary>
internal static class DecimalText
{
    private const int DigitsMax = 17;

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
