using System.Globalization;

namespace Microsoft.Azure.Functions.Worker.Runtime;

/// <summary>When a timer function runs: an NCRONTAB expression on the clock of a zone, or a constant span.</summary>
internal sealed class Schedule
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Crontab? _crontab;
    private readonly TimeSpan _every;
    private readonly TimeZoneInfo _zone;

    private Schedule(Crontab? crontab, TimeSpan every, TimeZoneInfo zone) =>
        (_crontab, _every, _zone) = (crontab, every, zone);

    /// <exception cref="FormatException">The text is neither, or never occurs.</exception>
    public static Schedule Read(string text, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var every))
            return every > TimeSpan.Zero ? new(null, every, zone) : throw new FormatException("a span must be positive");

        var schedule = new Schedule(new Crontab(text), default, zone);
        if (schedule._crontab!.After(now.UtcDateTime) is null) throw new FormatException("it never occurs");
        return schedule;
    }

    /// <summary>The first occurrence after the given moment, in UTC.</summary>
    /// <remarks>
    /// Where the zone's clock is put forward, an occurrence in the hour that it skips comes at the hour's end; where it
    /// is put back, the hour that comes twice counts once.
    /// </remarks>
    public DateTimeOffset After(DateTimeOffset moment)
    {
        if (_crontab is null) return moment + _every;
        var local = TimeZoneInfo.ConvertTime(moment, _zone).DateTime;
        while (true)
        {
            local = _crontab.After(local) ?? throw new InvalidOperationException("The schedule has come to its end.");
            var at = AtUtc(local);
            if (at > moment) return at;
        }
    }

    /// <summary>Whether it occurs more than once a minute: the genuine host then keeps no status.</summary>
    public bool IsFasterThanAMinute(DateTimeOffset now)
    {
        var next = After(now);
        return After(next) - next < Minute;
    }

    private DateTimeOffset AtUtc(DateTime local)
    {
        while (_zone.IsInvalidTime(local)) local = NextMinute(local);
        var offset = _zone.IsAmbiguousTime(local)
            ? _zone.GetAmbiguousTimeOffsets(local).Max()
            : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static DateTime NextMinute(DateTime time) =>
        time.AddTicks(TimeSpan.TicksPerMinute - time.Ticks % TimeSpan.TicksPerMinute);
}
