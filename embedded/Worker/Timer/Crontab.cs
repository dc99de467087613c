namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>An NCRONTAB expression: second minute hour day month day-of-week; five begin at the minute.</summary>
/// <remarks>Day and day of week must both match, as in the genuine host; Unix cron takes either.</remarks>
internal sealed class Crontab
{
    private static readonly char[] Blanks = [' ', '\t'];

    // February 29 on a given day of the week comes again within 40 years, across 2100 too.
    private const int DaysAhead = 41 * 366;

    private readonly CronField _second;
    private readonly CronField _minute;
    private readonly CronField _hour;
    private readonly CronField _day;
    private readonly CronField _month;
    private readonly CronField _dayOfWeek;

    /// <exception cref="FormatException">Says which field does not read.</exception>
    public Crontab(string expression)
    {
        var fields = expression.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length == 5) fields = ["0", .. fields];
        if (fields.Length != 6) throw new FormatException($"it has {fields.Length} fields instead of six");
        _second = CronField.Second(fields[0]);
        _minute = CronField.Minute(fields[1]);
        _hour = CronField.Hour(fields[2]);
        _day = CronField.Day(fields[3]);
        _month = CronField.Month(fields[4]);
        _dayOfWeek = CronField.DayOfWeek(fields[5]);
    }

    /// <returns>The first occurrence after the given time, on the same clock; null where there is none, ever.</returns>
    public DateTime? After(DateTime time)
    {
        var from = new DateTime(time.Ticks - time.Ticks % TimeSpan.TicksPerSecond, time.Kind).AddSeconds(1);
        for (var ahead = 0; ahead < DaysAhead; ahead++)
        {
            var date = from.Date.AddDays(ahead);
            if (!IsDay(date)) continue;
            if (InDay(ahead == 0 ? from.TimeOfDay : TimeSpan.Zero) is { } timeOfDay) return date + timeOfDay;
        }

        return null;
    }

    private bool IsDay(DateTime date) =>
        _month.Allows(date.Month) && _day.Allows(date.Day) && _dayOfWeek.Allows((int)date.DayOfWeek);

    private TimeSpan? InDay(TimeSpan from)
    {
        for (var hour = _hour.From(from.Hours); hour >= 0; hour = _hour.From(hour + 1))
        {
            var sameHour = hour == from.Hours;
            for (var minute = _minute.From(sameHour ? from.Minutes : 0); minute >= 0; minute = _minute.From(minute + 1))
            {
                var second = _second.From(sameHour && minute == from.Minutes ? from.Seconds : 0);
                if (second >= 0) return new TimeSpan(hour, minute, second);
            }
        }

        return null;
    }
}
