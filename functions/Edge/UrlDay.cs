using System.Globalization;

namespace PayFunctions.Edge;

/// <summary>A day as URLs name it, <c>2026-11-20</c>: of this millennium, so that what is reckoned from it stays within the calendar.</summary>
internal static class UrlDay
{
    private const string Format = "yyyy-MM-dd";

    public static bool TryRead(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        && day.Year is >= 2000 and < 3000;
}
