using System.Globalization;

namespace PayFunctions.Infra.Alipay;

/// <summary>Amounts as Alipay spells them: yuan with two decimals, <c>88.88</c>. Ours are whole fen.</summary>
internal static class Yuan
{
    private const int FenPerYuan = 100;
    private const int DigitsMax = 12;

    /// <summary>Digits, and at most two after a point; no sign, no space, no group.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long fen)
    {
        fen = 0;
        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var parts = point < 0 ? default : text[(point + 1)..];
        if (whole.Length is 0 or > DigitsMax || parts.Length > 2 || (point >= 0 && parts.IsEmpty)) return false;
        if (!TryDigits(whole, ref fen) || !TryDigits(parts, ref fen)) return false;
        for (var missing = parts.Length; missing < 2; missing++) fen *= 10;
        return true;
    }

    public static string Write(long fen) =>
        string.Create(CultureInfo.InvariantCulture, $"{fen / FenPerYuan}.{fen % FenPerYuan:D2}");

    private static bool TryDigits(ReadOnlySpan<byte> digits, ref long value)
    {
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + (digit - '0');
        }
        return true;
    }
}
