using System.Globalization;

namespace PayFunctions.Infra.UnionPay;

/// <summary>Times as UnionPay spells them: <c>20240301080005</c>, at UTC+8 without saying so; some leave out the
/// year.</summary>
internal static class BeijingTime
{
    private const string Seconds = "yyyyMMddHHmmss";
    private const int Length = 14;
    private const int LengthWithoutYear = 10;

    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        return text.Length == Length && TryDigits(text[..4], out var year) && TryRead(year, text[4..], out time);
    }

    /// <summary><c>0301080005</c>: of the year that it fits best, at or after <paramref name="since"/>.</summary>
    public static bool TryReadAfter(ReadOnlySpan<byte> text, DateTimeOffset since, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != LengthWithoutYear) return false;
        var year = since.ToOffset(Offset).Year;
        if (!TryRead(year, text, out time)) return TryRead(year + 1, text, out time); // 29 February.
        // Their clock may be a little behind ours; a year behind it is not.
        return time >= since.AddDays(-1) || TryRead(year + 1, text, out time);
    }

    public static string Write(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString(Seconds, CultureInfo.InvariantCulture);

    private static bool TryRead(int year, ReadOnlySpan<byte> rest, out DateTimeOffset time)
    {
        time = default;
        if (!TryDigits(rest[..2], out var month) || !TryDigits(rest.Slice(2, 2), out var day)
            || !TryDigits(rest.Slice(4, 2), out var hour) || !TryDigits(rest.Slice(6, 2), out var minute)
            || !TryDigits(rest.Slice(8, 2), out var second)) return false;
        if (year is < 2000 or > 9998 || month is < 1 or > 12) return false;
        if (day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        time = new(new DateTime(year, month, day, hour, minute, second), Offset);
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
