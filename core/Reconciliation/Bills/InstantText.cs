using System.Runtime.CompilerServices;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>Instants as bills print them, to seconds since 1970 UTC.</summary>
internal static class InstantText
{
    private const int SecondsOfDay = 86400;
    private const int ChinaOffset = 8 * 3600;
    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    /// <summary>Reads <c>2026-11-20 08:05:59</c>, China time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public static bool TryReadChina(ReadOnlySpan<byte> text, ref LastDay last, out long seconds)
    {
        seconds = 0;
        if (text.Length != 19 || text[4] != '-' || text[7] != '-' || text[10] != ' ') return false;
        if (!TryReadClock(text[11..], out var clock) || !TryReadDay(text, ref last, out var days)) return false;
        seconds = days * SecondsOfDay + clock - ChinaOffset;
        return true;
    }

    /// <summary>Reads <c>2026-11-20T00:05:59Z</c>, with or without a fraction of the second, which is let go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // Hot from the first row on: no tier is waited for.
    public static bool TryReadUtc(ReadOnlySpan<byte> text, ref LastDay last, out long seconds)
    {
        seconds = 0;
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[^1] != 'Z') return false;
        if (text.Length > 20 && (text[19] != '.' || text[20..^1].ContainsAnyExceptInRange((byte)'0', (byte)'9'))) return false;
        if (!TryReadClock(text.Slice(11, 8), out var clock) || !TryReadDay(text, ref last, out var days)) return false;
        seconds = days * SecondsOfDay + clock;
        return true;
    }

    /// <summary>Reads <c>20261120080559</c>, China time.</summary>
    public static bool TryReadCompact(ReadOnlySpan<byte> text, ref LastDay last, out long seconds)
    {
        seconds = 0;
        if (text.Length != 14) return false;
        Span<byte> spread = stackalloc byte[19];
        "0000-00-00 00:00:00"u8.CopyTo(spread);
        text[..4].CopyTo(spread);
        for (var i = 2; i < 7; i++) text.Slice(2 * i, 2).CopyTo(spread[(3 * i - 1)..]);
        return TryReadChina(spread, ref last, out seconds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadClock(ReadOnlySpan<byte> text, out int seconds)
    {
        var (hour, minute, second) = (Two(text, 0), Two(text, 3), Two(text, 6));
        seconds = hour * 3600 + minute * 60 + second;
        return text[2] == ':' && text[5] == ':' && hour is >= 0 and < 24 && minute is >= 0 and < 60 && second is >= 0 and < 60;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadDay(ReadOnlySpan<byte> text, ref LastDay last, out long days)
    {
        if (last.TryRecall(text, out days)) return true;
        if (!TryReadDay(text, out days)) return false;
        last.Remember(text, days);
        return true;
    }

    private static bool TryReadDay(ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        var (century, rest, month, day) = (Two(text, 0), Two(text, 2), Two(text, 5), Two(text, 8));
        if (century < 0 || rest < 0) return false;
        var year = century * 100 + rest;
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || (day > 28 && day > DateTime.DaysInMonth(year, month)))
            return false;
        days = DaysSince1970(year, month, day);
        return true;
    }

    /// <summary>Counts in years that begin in March, so that the leap day is a year's last.</summary>
    private static long DaysSince1970(int year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var m = month <= 2 ? month + 9 : month - 3;
        return 365L * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
    }

    /// <summary>Two digits, or something far below zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = (text[at] - '0', text[at + 1] - '0');
        return tens is >= 0 and <= 9 && ones is >= 0 and <= 9 ? tens * 10 + ones : -10000;
    }
}
