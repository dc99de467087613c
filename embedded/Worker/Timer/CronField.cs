using System.Globalization;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>One field of an NCRONTAB expression as a set of the values it allows, a bit each.</summary>
internal readonly record struct CronField(ulong Values)
{
    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ];

    private static readonly string[] Days =
        ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public static CronField Second(string text) => Read(text, "second", 0, 59, []);

    public static CronField Minute(string text) => Read(text, "minute", 0, 59, []);

    public static CronField Hour(string text) => Read(text, "hour", 0, 23, []);

    public static CronField Day(string text) => Read(text, "day", 1, 31, []);

    public static CronField Month(string text) => Read(text, "month", 1, 12, Months);

    public static CronField DayOfWeek(string text) => Read(text, "day of week", 0, 6, Days);

    public bool Allows(int value) => (Values >> value & 1) != 0;

    /// <returns>The first allowed value from this one on; -1 where there is none.</returns>
    public int From(int value)
    {
        var left = value > 63 ? 0 : Values >> value << value;
        return left == 0 ? -1 : System.Numerics.BitOperations.TrailingZeroCount(left);
    }

    // Lists of *, a, a-b, each with /step; a/step runs from a to the field's end.
    private static CronField Read(string text, string name, int least, int most, string[] names)
    {
        ulong values = 0;
        foreach (var part in text.Split(','))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            var range = slash < 0 ? part : part[..slash];
            var step = slash < 0 ? 1 : Number(part[(slash + 1)..], 1, most);
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            var (first, last) = range switch
            {
                "*" => (least, most),
                _ when dash > 0 => (Value(range[..dash]), Value(range[(dash + 1)..])),
                _ => (Value(range), slash < 0 ? Value(range) : most),
            };
            if (last < first) throw Unread();
            for (var value = first; value <= last; value += step) values |= 1UL << value;
        }

        return new(values);

        int Value(string word)
        {
            var named = word.Length < 3
                ? -1
                : Array.FindIndex(names, full => full.StartsWith(word, StringComparison.OrdinalIgnoreCase));
            return named < 0 ? Number(word, least, most) : named + least;
        }

        int Number(string digits, int from, int to) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= from && number <= to
                ? number
                : throw Unread();

        FormatException Unread() => new($"the {name} '{text}' is not within {least}-{most}");
    }
}
