using System.Globalization;

namespace PayFunctions.Core.Callbacks;

/// <summary>How far a message's own timestamp may be from our clock, so that a recorded one can't be played again
/// later.</summary>
/// <param name="Width">Either way, exclusive: a message exactly this far off is refused.</param>
public readonly record struct ReplayWindow(TimeSpan Width)
{
    // 11 digits reach the year 5138: enough, and within what a date can hold.
    private const int DigitsMax = 11;

    /// <summary>Their clock minus ours: negative for a message that was long on its way.</summary>
    public static TimeSpan Skew(DateTimeOffset stamped, DateTimeOffset now) => stamped - now;

    public bool Admits(DateTimeOffset stamped, DateTimeOffset now) => Skew(stamped, now).Duration() < Width;

    /// <summary>Reads Unix seconds: digits only, no sign, no space, no fraction.</summary>
    public static bool TryReadUnixSeconds(ReadOnlySpan<char> text, out DateTimeOffset stamped)
    {
        stamped = default;
        if (text.Length is 0 or > DigitsMax) return false;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        stamped = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }
}
