namespace PayFunctions.Core.Reconciliation.Matching;

/// <summary>The day of a run by the channel's own clock, and how near its border a movement may miss its match.</summary>
/// <param name="Start">The first instant of the day: the channel's cut-off.</param>
/// <param name="CutOff">How far from either border a movement is carried before it is called missing.</param>
/// <param name="DaysMax">For how many days it is carried.</param>
public sealed record DayWindow(DateTimeOffset Start, TimeSpan CutOff, int DaysMax)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly long _start = Start.ToUnixTimeSeconds();
    private readonly long _end = Start.AddDays(1).ToUnixTimeSeconds();
    private readonly long _near = (long)CutOff.TotalSeconds;

    /// <summary>A China-time day that begins at the channel's cut-off: 00:00, or 23:00 of the day before it.</summary>
    public static DayWindow OfChina(DateOnly day, TimeSpan beginsAt, TimeSpan cutOff, int daysMax) =>
        new(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), China) + beginsAt, cutOff, daysMax);

    /// <summary>The day and the neighbourhood of its borders: where a bill's lines have to lie.</summary>
    public bool Covers(long instant) => instant >= _start - _near && instant < _end + _near;

    internal bool Carries(long instant, int age) => age < DaysMax && (age > 0 || IsNearBorder(instant));

    private bool IsNearBorder(long instant) => instant < _start + _near || instant >= _end - _near;
}
