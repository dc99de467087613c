namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>The day of a run by the channel's own clock, and how near its border a movement may miss its match.</summary>
/// <param name="start">The first instant of the day: the channel's cut-off.</param>
/// <param name="cutOff">How far from either border a movement is carried before it is called missing.</param>
/// <param name="daysMax">For how many days it is carried.</param>
public sealed class DayWindow(DateTimeOffset start, TimeSpan cutOff, int daysMax)
{
    private const long SecondsOfDay = 86400;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly long _start = start.ToUnixTimeSeconds();
    private readonly long _near = (long)cutOff.TotalSeconds;

    public DateTimeOffset Start => start;

    public TimeSpan CutOff => cutOff;

    public int DaysMax => daysMax;

    /// <summary>A China-time day that begins at the channel's cut-off: 00:00, or 23:00 of the day before it.</summary>
    public static DayWindow OfChina(DateOnly day, TimeSpan beginsAt, TimeSpan cutOff, int daysMax) =>
        new(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), China) + beginsAt, cutOff, daysMax);

    /// <summary>The day and the neighbourhood of its borders: where a bill's lines have to lie.</summary>
    public bool Covers(long instant) => instant >= _start - _near && instant < _start + SecondsOfDay + _near;

    internal bool Carries(long instant, int age) => age < DaysMax && (age > 0 || IsNearBorder(instant));

    private bool IsNearBorder(long instant) => instant < _start + _near || instant >= _start + SecondsOfDay - _near;
}
