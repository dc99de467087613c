using System.Globalization;

namespace PayFunctions.Infra.Alipay;

/// <summary>Times as Alipay spells them: <c>2024-03-01 08:00:05</c>, at UTC+8 without saying so; a refund's may have
/// milliseconds.</summary>
internal static class BeijingTime
{
    private const string Seconds = "yyyy-MM-dd HH:mm:ss";
    private const int SecondsLength = 19;
    private const int LengthMax = 23;

    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length is < SecondsLength or > LengthMax || !HasMarks(text)) return false;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text.Slice(5, 2), out var month)
            || !TryDigits(text.Slice(8, 2), out var day) || !TryDigits(text.Slice(11, 2), out var hour)
            || !TryDigits(text.Slice(14, 2), out var minute) || !TryDigits(text.Slice(17, 2), out var second))
            return false;
        var milliseconds = 0;
        if (text.Length > SecondsLength && !TryMilliseconds(text[SecondsLength..], out milliseconds)) return false;
        if (year is 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour > 23 || minute > 59 || second > 59) return false;
        var local = new DateTime(year, month, day, hour, minute, second, milliseconds);
        if (local.Ticks < Offset.Ticks) return false;
        time = new(local, Offset);
        return true;
    }

    public static string Write(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString(Seconds, CultureInfo.InvariantCulture);

    private static bool HasMarks(ReadOnlySpan<byte> text) =>
        text[4] == (byte)'-' && text[7] == (byte)'-' && text[10] == (byte)' ' && text[13] == (byte)':'
            && text[16] == (byte)':';

    private static bool TryMilliseconds(ReadOnlySpan<byte> fraction, out int milliseconds)
    {
        milliseconds = 0;
        if (fraction.Length < 2 || fraction[0] != (byte)'.' || !TryDigits(fraction[1..], out milliseconds)) return false;
        for (var missing = fraction.Length; missing < 4; missing++) milliseconds *= 10;
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + (digit - '0');
        }
        return true;
    }
}
